import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';
import { Panel } from '../ui/page/panel';

/** Says that another account belongs to the same human. */
export function LinkForm({
  personId,
  idempotencyKey,
  linkAccountsAction,
}: {
  personId: string;
  idempotencyKey: string;
  linkAccountsAction: FormAction;
}) {
  return (
    <Panel title="Link another account of the same human">
      <p className="mb-4">
        Linked accounts count as one wherever a request needs different people: none of them may approve what
        another one asked for. This cannot be undone here.
      </p>
      <ActionForm
        action={linkAccountsAction}
        hidden={{ personId }}
        idempotencyKey={idempotencyKey}
        done="Linked. The accounts count as one human from now on."
      >
        <TextField
          name="otherEmail"
          type="email"
          label="Mail address of the other account"
          autoComplete="off"
          maxLength={254}
        />
        <div>
          <SubmitButton variant="secondary">Link</SubmitButton>
        </div>
      </ActionForm>
    </Panel>
  );
}

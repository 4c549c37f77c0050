import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { FormAction } from '../../ui/form/action-form';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';

const kinds = [
  { value: 'person', label: 'A person' },
  { value: 'service_account', label: 'A service account' },
];

/** Names somebody who is to get in, and says before whether compliance has to sign for it. */
export function AddPerson({
  sandboxId,
  isSigned,
  whyNot,
  idempotencyKey,
  addPersonAction,
}: {
  sandboxId: string;
  isSigned: boolean;
  whyNot: string | null;
  idempotencyKey: string;
  addPersonAction: FormAction;
}) {
  return (
    <ActionDisclosure
      summary="Add somebody"
      whyNot={whyNot}
      action={addPersonAction}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId }}
      done={isSigned ? 'Compliance is asked. Nobody gets in before they signed.' : 'Added.'}
    >
      {isSigned && (
        <p className="text-sm text-muted text-pretty">
          Compliance signed who gets in, so this asks them first. Once they sign, a refresh under way has to
          be signed again.
        </p>
      )}
      <SelectField name="kind" label="Who" options={kinds} defaultValue="person" />
      <TextField
        name="name"
        label="Mail address, or the service account’s name"
        autoComplete="off"
        maxLength={254}
      />
      <TextField name="reason" label="What they do there" autoComplete="off" maxLength={300} />
      <SubmitButton>{isSigned ? 'Ask compliance' : 'Add'}</SubmitButton>
    </ActionDisclosure>
  );
}

import type { getPerson } from '@/lib/people/get-person';
import { Button } from '../ui/actions/button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { Panel } from '../ui/page/panel';
import { DisableImpact } from './disable-impact';

export type Person = Awaited<ReturnType<(typeof getPerson)['run']>>;

/** What disabling somebody would do, and then the button; `whyNot` says why this one cannot be disabled. */
export function DisableForm({
  person,
  whyNot,
  idempotencyKey,
  disablePersonAction,
}: {
  person: Person;
  whyNot: string | null;
  idempotencyKey: string;
  disablePersonAction: FormAction;
}) {
  return (
    <Panel title="Disable this account">
      <DisableImpact impact={person.impact} />
      {whyNot ? (
        <Button variant="danger" whyNot={whyNot}>
          Disable
        </Button>
      ) : (
        <ActionForm
          action={disablePersonAction}
          hidden={{ personId: person.id }}
          idempotencyKey={idempotencyKey}
        >
          <TextareaField name="reason" label="Reason" hint="Stands in the audit." rows={2} maxLength={500} />
          <div>
            <SubmitButton variant="danger">Disable</SubmitButton>
          </div>
        </ActionForm>
      )}
    </Panel>
  );
}

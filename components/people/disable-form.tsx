import { disablePersonAction } from '@/app/(desk)/people/actions';
import type { getPerson } from '@/lib/people/get-person';
import { Button } from '../ui/actions/button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { Panel } from '../ui/page/panel';

export type Person = Awaited<ReturnType<(typeof getPerson)['run']>>;

/** What disabling somebody would do, and then the button; `whyNot` says why this one cannot be disabled. */
export function DisableForm({
  person,
  whyNot,
  idempotencyKey,
}: {
  person: Person;
  whyNot: string | null;
  idempotencyKey: string;
}) {
  return (
    <Panel title="Disable this account">
      <ul className="mb-4 list-disc space-y-1 pl-5">
        <li>{sessionsEnd(person.impact.openSessions)}</li>
        <li>{requestsReturn(person.impact.heldRequests)}</li>
        <li>{keysStay(person.impact.apiKeys)}</li>
        <li>What they asked for, decided and did stays as it is. They can be enabled again.</li>
      </ul>
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

function sessionsEnd(count: number): string {
  if (count === 0) return 'They are not signed in anywhere now, and will not be able to sign in.';
  const sessions = count === 1 ? 'Their open session ends' : `Their ${count} open sessions end`;
  return `${sessions} at once, and they will not be able to sign in.`;
}

function requestsReturn(count: number): string {
  if (count === 0) return 'They hold no request.';
  return count === 1
    ? 'The one request that they hold goes back to the queue.'
    : `The ${count} requests that they hold go back to the queue.`;
}

function keysStay(count: number): string {
  if (count === 0) return 'They made no API key that is in force.';
  const keys = count === 1 ? 'The API key that they made stays' : `The ${count} API keys that they made stay`;
  return `${keys} in force; revoke on the sandbox’s page what they may have kept.`;
}

import type { getFilingStop } from '@/lib/requests/filing/get-filing-stop';
import { SubmitButton } from '../../ui/actions/submit-button';
import { RelativeTime } from '../../ui/data/relative-time';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { TextareaField } from '../../ui/form/textarea-field';
import { Panel } from '../../ui/page/panel';

type Stop = Awaited<ReturnType<(typeof getFilingStop)['run']>>['stop'];

/** Stops new requests with a sentence, or allows them again. */
export function FilingPanel({
  stop,
  idempotencyKey,
  stopFilingAction,
  allowFilingAction,
}: {
  stop: Stop;
  idempotencyKey: string;
  stopFilingAction: FormAction;
  allowFilingAction: FormAction;
}) {
  if (stop)
    return (
      <Panel title="New requests are stopped">
        <p className="text-sm" dir="auto">
          {stop.reason}
        </p>
        <p className="mb-4 text-xs text-muted">
          {stop.stoppedBy.name}, <RelativeTime at={stop.stoppedAt} />
        </p>
        <ActionForm action={allowFilingAction} idempotencyKey={idempotencyKey} hidden={{ stopId: stop.id }}>
          <SubmitButton>Allow them again</SubmitButton>
        </ActionForm>
      </Panel>
    );
  return (
    <Panel title="New requests">
      <p className="mb-4 text-sm text-muted">
        While they are stopped, nobody files for a sandbox, a refresh or a clone. Drafts are kept. Requests
        that were filed before are decided and built as ever, and what lives can be used, reset, extended and
        destroyed.
      </p>
      <ActionForm action={stopFilingAction} idempotencyKey={idempotencyKey}>
        <TextareaField
          name="reason"
          label="Why, and until when"
          hint="Whoever wants to file reads this sentence."
          rows={2}
          maxLength={500}
        />
        <SubmitButton variant="danger">Stop new requests</SubmitButton>
      </ActionForm>
    </Panel>
  );
}

import Link from 'next/link';
import { momentText } from '@/lib/days';
import type { getSweepStop } from '@/lib/ends/sweep/get-sweep-stop';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { Panel } from '../../ui/page/panel';

export type SweepStopDetail = NonNullable<Awaited<ReturnType<(typeof getSweepStop)['run']>>>;

/** What a stopped sweep would take, sandbox by sandbox, and the button that lets it. */
export function SweepStopPanel({
  stop,
  idempotencyKey,
  allowSweepAction,
}: {
  stop: SweepStopDetail;
  idempotencyKey: string;
  allowSweepAction: FormAction;
}) {
  const { acts, fleet, limit } = stop;
  return (
    <Panel title={`It would take ${acts.length} of ${fleet} sandboxes`}>
      <p className="mb-3 text-sm">
        One sweep suspends and drops at most {limit} without asking. It stopped on{' '}
        {momentText(stop.createdAt)}; warnings went on.
      </p>
      <ul className="mb-4 max-h-80 list-disc overflow-y-auto pl-5 text-sm">
        {acts.map(({ sandboxId, slug, act }) => (
          <li key={sandboxId}>
            {act === 'drop' ? 'Drop' : 'Suspend'}{' '}
            <Link href={`/s/${slug}/end`} className="text-accent-ink underline underline-offset-2">
              {slug}
            </Link>
          </li>
        ))}
      </ul>
      {stop.allowedAt ? (
        <p className="text-sm">
          {stop.allowedBy?.name ?? 'Somebody'} allowed it on {momentText(stop.allowedAt)}; the next sweep goes
          on.
        </p>
      ) : (
        <ActionForm
          action={allowSweepAction}
          idempotencyKey={idempotencyKey}
          hidden={{ stopId: stop.id, acts: acts.length }}
        >
          <SubmitButton variant="danger">Let it take these {acts.length}</SubmitButton>
        </ActionForm>
      )}
    </Panel>
  );
}

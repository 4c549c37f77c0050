import Link from 'next/link';
import { Banner } from '../../ui/feedback/banner';
import { CheckWarnings } from '../check-warnings';
import { MessageList } from '../message-list';
import type { PlanDetail, PlanVersion } from './plan-detail';

/** What concerns the plan as a whole: a reading that goes on or failed, a check, and what stands in the way. */
export function PlanNotes({ tenantId, detail }: { tenantId: string; detail: PlanDetail }) {
  const { reading, plan } = detail;
  const isOpen = reading?.state === 'queued' || reading?.state === 'running';
  return (
    <div className="mb-4 flex flex-col gap-2 empty:hidden">
      {isOpen && reading.isStale && (
        <Banner tone="warning" title="The reading did not end">
          Its worker seems to have stopped. Have the source read again; this one is then given up.
        </Banner>
      )}
      {isOpen && !reading.isStale && (
        <Banner announce="status">
          The source is being read. This page shows the proposal when it is done; decisions of people are
          kept.
        </Banner>
      )}
      {reading?.state === 'failed' && (
        <Banner tone="danger" title="The source could not be read">
          {reading.failure}
        </Banner>
      )}
      {plan && !plan.checkedAt && plan.checkFailure && (
        <Banner tone="danger" title={`Version ${plan.version} could not be held against the source`}>
          {plan.checkFailure} Check it again when that is mended; until then nobody signs.
        </Banner>
      )}
      {plan && !plan.checkedAt && !plan.checkFailure && (
        <Banner announce="status">
          Version {plan.version} is being held against the source; samples and objections appear when it is
          done.
        </Banner>
      )}
      {plan?.checkedAt && plan.refusals.length === 0 && (
        <Banner tone="success">Nothing stands in the way of a snapshot.</Banner>
      )}
      {plan && plan.refusals.length > 0 && <Refusals tenantId={tenantId} refusals={plan.refusals} />}
      {plan?.proof && <ProofFailed tenantId={tenantId} proof={plan.proof} />}
      {plan && <CheckWarnings warnings={plan.warnings} />}
    </div>
  );
}

/** What the last copy under this plan, or an earlier one, was refused for. */
function ProofFailed({ tenantId, proof }: { tenantId: string; proof: NonNullable<PlanVersion['proof']> }) {
  const { slug, copyId, columns, isOfThis } = proof;
  const count = `${columns.length.toLocaleString('en')} ${columns.length === 1 ? 'column' : 'columns'}`;
  return (
    <Banner
      tone={isOfThis ? 'danger' : 'warning'}
      title={`The proof of ${slug} failed under ${isOfThis ? 'this version' : 'an earlier version'}`}
    >
      {isOfThis
        ? 'A copy would fail again before something is changed here. '
        : 'A copy shows whether that is mended. '}
      {columns.length > 0 && (
        <Link href={`/plans/${tenantId}?only=proof`} className="underline underline-offset-2">
          Show the {count} that it names
        </Link>
      )}
      {columns.length > 0 && ', or '}
      <Link href={`/s/${slug}/certificate?copy=${copyId}`} className="underline underline-offset-2">
        {columns.length > 0 ? 'the certificate' : 'Show its certificate'}
      </Link>
      .
    </Banner>
  );
}

function Refusals({ tenantId, refusals }: { tenantId: string; refusals: PlanVersion['refusals'] }) {
  const ofColumns = refusals.filter(({ column }) => column !== undefined).length;
  const ofPlaces = refusals.filter(({ column }) => column === undefined);
  const count = refusals.length;
  return (
    <Banner
      tone="warning"
      title={`${count.toLocaleString('en')} ${count === 1 ? 'place stands' : 'places stand'} in the way of a snapshot`}
    >
      {ofColumns > 0 && (
        <p>
          <Link href={`/plans/${tenantId}?only=refused`} className="underline underline-offset-2">
            {columnsText(ofColumns, count)}
          </Link>
        </p>
      )}
      <MessageList messages={ofPlaces} />
    </Banner>
  );
}

function columnsText(ofColumns: number, count: number): string {
  if (ofColumns === 1) return 'Show the column';
  return ofColumns === count
    ? 'Show the columns'
    : `Show the columns of ${ofColumns.toLocaleString('en')} of them`;
}

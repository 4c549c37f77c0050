import type { Metadata } from 'next';
import { CheckForm } from '@/components/scrub-plans/editor/check-form';
import type { PlanDetail } from '@/components/scrub-plans/editor/plan-detail';
import { PlanNotes } from '@/components/scrub-plans/editor/plan-notes';
import { ReadSourceForm } from '@/components/scrub-plans/read-source-form';
import { ReadingState, whyNotRead } from '@/components/scrub-plans/reading-state';
import { buttonClass } from '@/components/ui/actions/button-class';
import { RelativeTime } from '@/components/ui/data/relative-time';
import { PageHeader } from '@/components/ui/page/page-header';
import { RefreshWhile } from '@/components/ui/page/refresh-while';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getPlan } from '@/lib/scrub-plans/get-plan';
import { sourceWords } from '@/lib/scrub-plans/plan';
import { visibleText } from '@/lib/visible-text';
import { askForPage, readSearch, type SearchParams } from '../../ask-for-page';
import { requestCheckAction, requestReadingAction } from './actions';
import { NoPlan } from './no-plan';
import { PlanPanels } from './plan-panels';

type Props = { params: Promise<{ tenantId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { source } = await askForPage(getPlan, await params);
  return { title: visibleText(`Plan of ${source.organization.name} ${sourceWords(source)}`) };
}

/** A source's plan: what each column holds and how it is masked, for those who decide that. */
export default async function PlanPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { tenantId } = await params;
  const search = await readSearch(searchParams);
  const detail = await askForPage(getPlan, { ...search, tenantId });
  const { plan, source, reading, history } = detail;
  const shared = { tenantId, mayEdit: can(actor, 'scrub_plan:edit'), idempotencyKey: createUuid() };
  const whyNot = whyNotRead(reading);
  return (
    <>
      <RefreshWhile active={whyNot !== null || (plan?.checkedAt === null && !plan.checkFailure)} />
      <PageHeader
        title={`${source.organization.name} ${sourceWords(source)}`}
        meta={<Meta detail={detail} />}
        actions={shared.mayEdit && plan && <Actions {...shared} version={plan.version} whyNot={whyNot} />}
      />
      <PlanNotes tenantId={tenantId} detail={detail} />
      {plan ? (
        <PlanPanels {...shared} plan={plan} history={history} search={search} />
      ) : (
        <NoPlan {...shared} whyNot={whyNot} />
      )}
    </>
  );
}

function Actions({
  tenantId,
  version,
  whyNot,
  idempotencyKey,
}: {
  tenantId: string;
  version: number;
  whyNot: string | null;
  idempotencyKey: string;
}) {
  return (
    <>
      <ReadSourceForm
        requestReadingAction={requestReadingAction}
        tenantId={tenantId}
        whyNot={whyNot}
        idempotencyKey={idempotencyKey}
        label="Read again"
      />
      <CheckForm
        requestCheckAction={requestCheckAction}
        tenantId={tenantId}
        version={version}
        idempotencyKey={idempotencyKey}
      />
      <a href={`/api/plans/${tenantId}`} download className={buttonClass()}>
        Export
      </a>
    </>
  );
}

function Meta({ detail: { plan, reading } }: { detail: PlanDetail }) {
  return (
    <>
      <ReadingState reading={reading} />
      {plan && <span>Version {plan.version}</span>}
      {plan?.checkedAt && (
        <span>
          checked <RelativeTime at={plan.checkedAt} />
        </span>
      )}
      {plan && (
        <span className="font-mono text-xs" title={`SHA-256 of the plan: ${plan.hash}`}>
          {plan.hash.slice(0, 12)}
        </span>
      )}
    </>
  );
}

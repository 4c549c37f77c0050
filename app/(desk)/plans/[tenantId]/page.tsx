import type { Metadata } from 'next';
import { CheckForm } from '@/components/scrub-plans/editor/check-form';
import { ImportPlan } from '@/components/scrub-plans/editor/import-plan';
import type { PlanDetail } from '@/components/scrub-plans/editor/plan-detail';
import { PlanNotes } from '@/components/scrub-plans/editor/plan-notes';
import { StructureFindings } from '@/components/scrub-plans/editor/structure-findings';
import { UndoForm } from '@/components/scrub-plans/editor/undo-form';
import { VersionHistory } from '@/components/scrub-plans/editor/version-history';
import { ReadSourceForm } from '@/components/scrub-plans/read-source-form';
import { ReadingState, whyNotRead } from '@/components/scrub-plans/reading-state';
import { DecideScopes } from '@/components/scrub-plans/scopes/decide-scopes';
import { scopeSummary } from '@/components/scrub-plans/scopes/scope-summary';
import { buttonClass } from '@/components/ui/actions/button-class';
import { RelativeTime } from '@/components/ui/data/relative-time';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { RefreshWhile } from '@/components/ui/page/refresh-while';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getPlan } from '@/lib/scrub-plans/get-plan';
import { askForPage, readSearch, type SearchParams } from '../../ask-for-page';
import { PlanColumns } from './plan-columns';

type Props = { params: Promise<{ tenantId: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { source } = await askForPage(getPlan, await params);
  return { title: `Plan of ${source.organization.name}` };
}

/** A source's plan: what each column holds and how it is masked, for those who decide that. */
export default async function PlanPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { tenantId } = await params;
  const search = await readSearch(searchParams);
  const detail = await askForPage(getPlan, { ...search, tenantId });
  const { plan, source, reading, history } = detail;
  const mayEdit = can(actor, 'scrub_plan:edit');
  const key = createUuid();
  const whyNot = whyNotRead(reading);
  return (
    <>
      <RefreshWhile active={whyNot !== null || (plan?.checkedAt === null && !plan.checkFailure)} />
      <PageHeader
        title={`${source.organization.name} in ${source.product.name}`}
        meta={<Meta detail={detail} />}
        actions={
          mayEdit &&
          plan && (
            <>
              <ReadSourceForm tenantId={tenantId} whyNot={whyNot} idempotencyKey={key} label="Read again" />
              <CheckForm tenantId={tenantId} version={plan.version} idempotencyKey={key} />
              <a href={`/api/plans/${tenantId}`} download className={buttonClass()}>
                Export
              </a>
            </>
          )
        }
      />
      <PlanNotes tenantId={tenantId} detail={detail} />
      {plan ? (
        <div className="flex flex-col gap-4">
          {plan.scopes && (
            <Panel title="Rows that leave" aside={scopeSummary(plan.scopes.tables)} flush>
              <DecideScopes
                tenantId={tenantId}
                version={plan.version}
                scopes={plan.scopes}
                mayEdit={mayEdit}
                idempotencyKey={key}
              />
            </Panel>
          )}
          <PlanColumns tenantId={tenantId} plan={plan} search={search} mayEdit={mayEdit} pageKey={key} />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-4">
              <Panel title="Texts in the structure" aside={Object.keys(plan.structure).length} flush>
                {Object.keys(plan.structure).length > 0 ? (
                  <StructureFindings
                    tenantId={tenantId}
                    version={plan.version}
                    structure={plan.structure}
                    idempotencyKey={key}
                  />
                ) : (
                  <p className="p-4 text-sm text-muted">
                    The structure has no comments, and no other text of it looks like somebody’s data.
                  </p>
                )}
              </Panel>
              {mayEdit && (
                <Panel title="Import a file" flush>
                  <ImportPlan tenantId={tenantId} />
                </Panel>
              )}
            </div>
            <Panel title="Versions" flush>
              {mayEdit && <UndoForm tenantId={tenantId} version={plan.version} idempotencyKey={key} />}
              <div className="p-4">
                <VersionHistory tenantId={tenantId} history={history} />
              </div>
            </Panel>
          </div>
        </div>
      ) : (
        <Panel flush>
          <EmptyState
            title="No plan yet"
            action={
              mayEdit && (
                <ReadSourceForm tenantId={tenantId} whyNot={whyNot} idempotencyKey={key} variant="primary" />
              )
            }
          >
            Reading the source proposes what each column holds and how to mask it. Nothing leaves it but
            shapes and counts.
          </EmptyState>
          {mayEdit && <ImportPlan tenantId={tenantId} />}
        </Panel>
      )}
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

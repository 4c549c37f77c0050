import { ImportPlan } from '@/components/scrub-plans/editor/import-plan';
import type { PlanDetail, PlanVersion } from '@/components/scrub-plans/editor/plan-detail';
import { StructureFindings } from '@/components/scrub-plans/editor/structure-findings';
import { UndoForm } from '@/components/scrub-plans/editor/undo-form';
import { VersionHistory } from '@/components/scrub-plans/editor/version-history';
import { DecideScopes } from '@/components/scrub-plans/scopes/decide-scopes';
import { scopeSummary } from '@/components/scrub-plans/scopes/scope-summary';
import { Panel } from '@/components/ui/page/panel';
import { decideScopesAction, decideStructureAction, undoVersionAction } from './actions';
import { PlanColumns } from './plan-columns';

type Props = {
  tenantId: string;
  plan: PlanVersion;
  history: PlanDetail['history'];
  search: Record<string, string | undefined>;
  mayEdit: boolean;
  idempotencyKey: string;
};

/** A plan from its rows to its history: which of them leave, each column, texts of the structure, files, versions. */
export function PlanPanels({ tenantId, plan, history, search, mayEdit, idempotencyKey }: Props) {
  const { version, scopes } = plan;
  return (
    <div className="flex flex-col gap-4">
      {scopes && (
        <Panel title="Rows that leave" aside={scopeSummary(scopes.tables)} flush>
          <DecideScopes
            decideScopesAction={decideScopesAction}
            tenantId={tenantId}
            version={version}
            scopes={scopes}
            mayEdit={mayEdit}
            idempotencyKey={idempotencyKey}
          />
        </Panel>
      )}
      <PlanColumns
        tenantId={tenantId}
        plan={plan}
        search={search}
        mayEdit={mayEdit}
        pageKey={idempotencyKey}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <StructureTexts tenantId={tenantId} plan={plan} idempotencyKey={idempotencyKey} />
          {mayEdit && (
            <Panel title="Import a file" flush>
              <ImportPlan tenantId={tenantId} />
            </Panel>
          )}
        </div>
        <Panel title="Versions" flush>
          {mayEdit && (
            <UndoForm
              undoVersionAction={undoVersionAction}
              tenantId={tenantId}
              version={version}
              idempotencyKey={idempotencyKey}
            />
          )}
          <div className="p-4">
            <VersionHistory tenantId={tenantId} history={history} />
          </div>
        </Panel>
      </div>
    </div>
  );
}

function StructureTexts({
  tenantId,
  plan,
  idempotencyKey,
}: Pick<Props, 'tenantId' | 'plan' | 'idempotencyKey'>) {
  const { version, structure } = plan;
  const found = Object.keys(structure).length;
  return (
    <Panel title="Texts in the structure" aside={found} flush>
      {found > 0 ? (
        <StructureFindings
          decideStructureAction={decideStructureAction}
          tenantId={tenantId}
          version={version}
          structure={structure}
          idempotencyKey={idempotencyKey}
        />
      ) : (
        <p className="p-4 text-sm text-muted">
          The structure has no comments, and no other text of it looks like somebody’s data.
        </p>
      )}
    </Panel>
  );
}

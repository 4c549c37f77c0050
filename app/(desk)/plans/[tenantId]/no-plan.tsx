import { ImportPlan } from '@/components/scrub-plans/editor/import-plan';
import { ReadSourceForm } from '@/components/scrub-plans/read-source-form';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { Panel } from '@/components/ui/page/panel';
import { requestReadingAction } from './actions';

/** What stands where a source has no plan yet: how one comes about. */
export function NoPlan({
  tenantId,
  mayEdit,
  whyNot,
  idempotencyKey,
}: {
  tenantId: string;
  mayEdit: boolean;
  whyNot: string | null;
  idempotencyKey: string;
}) {
  return (
    <Panel flush>
      <EmptyState
        title="No plan yet"
        action={
          mayEdit && (
            <ReadSourceForm
              requestReadingAction={requestReadingAction}
              tenantId={tenantId}
              whyNot={whyNot}
              idempotencyKey={idempotencyKey}
              variant="primary"
            />
          )
        }
      >
        Reading the source proposes what each column holds and how to mask it. Nothing leaves it but shapes
        and counts.
      </EmptyState>
      {mayEdit && <ImportPlan tenantId={tenantId} />}
    </Panel>
  );
}

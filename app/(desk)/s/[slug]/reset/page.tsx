import { notFound } from 'next/navigation';
import { ResetFacts } from '@/components/sandboxes/reset/reset-facts';
import { ResetForm } from '@/components/sandboxes/reset/reset-form';
import { WrittenTable } from '@/components/sandboxes/reset/written-table';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { getResetImpact } from '@/lib/sandboxes/reset/get-reset-impact';
import { askForPage } from '../../../ask-for-page';
import { resetSandboxAction } from '../actions/sandbox';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Reset a sandbox' };

/** What a reset takes out of use, whom that meets and how long it takes, and then the question. */
export default async function ResetPage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'sandbox:reset')) notFound();
  const { id, slug, shape } = await askForPage(getSandbox, await params);
  const impact = await askForPage(getResetImpact, { sandboxId: id });
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Reset ${slug}`} meta="Back to its baseline. Undo is possible for seven days." />
      <div className="flex flex-col gap-4">
        <Panel title="What happens" flush>
          <ResetFacts impact={impact} />
        </Panel>
        {impact.tables.length > 0 && (
          <Panel title="Written since the baseline" aside={impact.tables.length} flush>
            <WrittenTable tables={impact.tables} />
          </Panel>
        )}
        <Panel title="Reset it">
          <ResetForm
            resetSandboxAction={resetSandboxAction}
            sandbox={{ id, slug }}
            mayKeep={shape !== 'snapshot'}
            whyNot={impact.objection}
            idempotencyKey={createUuid()}
          />
        </Panel>
      </div>
    </div>
  );
}

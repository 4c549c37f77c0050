import { notFound } from 'next/navigation';
import { ImpactFacts } from '@/components/sandboxes/impact/impact-facts';
import { ReasonForm } from '@/components/sandboxes/life/reason-form';
import { LinkButton } from '@/components/ui/actions/link-button';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { getEnd } from '@/lib/ends/get-end';
import { createUuid } from '@/lib/ids';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { getImpact } from '@/lib/sandboxes/impact/get-impact';
import { askForPage } from '../../../ask-for-page';
import { liftQuarantineAction, quarantineSandboxAction, suspendSandboxAction } from '../actions/life';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Suspend a sandbox' };

/** What stops when a sandbox is suspended or quarantined, and then the question. */
export default async function SuspendPage({ params }: { params: Params }) {
  const { id, slug } = await askForPage(getSandbox, await params);
  const { may, whyNot, state } = await askForPage(getEnd, { sandboxId: id });
  if (!may.suspend && !may.quarantine) notFound();
  const impact = await askForPage(getImpact, { sandboxId: id });
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <PageHeader
        title={`Suspend ${slug}`}
        meta="Its data, keys and people are kept."
        actions={<LinkButton href={`/s/${slug}`}>Back to it</LinkButton>}
      />
      <Panel title="What stops" flush>
        <ImpactFacts impact={impact} />
      </Panel>
      {may.suspend && (
        <Panel title="Suspend it">
          <ReasonForm
            action={suspendSandboxAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Suspend"
            hint="Its people read this. Any of them can resume it."
            whyNot={whyNot.suspend}
          />
        </Panel>
      )}
      {may.quarantine && state !== 'quarantined' && (
        <Panel title="Quarantine it">
          <ReasonForm
            action={quarantineSandboxAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Quarantine"
            variant="danger"
            hint="Its people read this. They can neither resume nor destroy it until the house lifts that."
            whyNot={whyNot.quarantine}
          />
        </Panel>
      )}
      {may.lift && state === 'quarantined' && (
        <Panel title="Lift the quarantine">
          <ReasonForm
            action={liftQuarantineAction}
            sandboxId={id}
            idempotencyKey={createUuid()}
            label="Lift it"
            hint="It stays suspended until one of its people resumes it."
            whyNot={whyNot.lift}
          />
        </Panel>
      )}
    </div>
  );
}

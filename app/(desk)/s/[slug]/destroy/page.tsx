import { notFound } from 'next/navigation';
import { DestroyForm } from '@/components/sandboxes/destroy-form';
import { ImpactFacts } from '@/components/sandboxes/impact/impact-facts';
import { Disclosure } from '@/components/ui/page/disclosure';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getDestroyImpact } from '@/lib/sandboxes/destroy/get-destroy-impact';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { restoreDays } from '@/lib/sandboxes/sandbox';
import { askForPage } from '../../../ask-for-page';
import { retireSandboxAction } from '../actions/life';
import { destroySandboxAction } from '../actions/sandbox';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Destroy a sandbox' };

/** What goes away with the sandbox, and then the question: in some days, or at once. */
export default async function DestroyPage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'sandbox:retire')) notFound();
  const { id, slug, state } = await askForPage(getSandbox, await params);
  const impact = await askForPage(getDestroyImpact, { sandboxId: id });
  const isEmpty = state === 'failed' || state === 'cancelled';
  const form = { sandbox: { id, slug }, authenticatedAt: actor.authenticatedAt.getTime() };
  const atOnce = (
    <DestroyForm
      {...form}
      action={destroySandboxAction}
      label="Destroy for good, at once"
      whyNot={impact.whyNotDestroy}
      idempotencyKey={createUuid()}
    />
  );
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <PageHeader
        title={`Destroy ${slug}`}
        meta={
          isEmpty ? 'This is not undone.' : `It can be restored for ${restoreDays} days, and is dropped then.`
        }
      />
      <Panel title="What goes away" flush>
        <ImpactFacts impact={impact.impact} />
        <ul className="list-disc space-y-1 border-t border-line py-3 pr-4 pl-9 text-sm">
          <li>
            {impact.hasDatabase
              ? 'Its database, its role and every row in it.'
              : 'What its build left behind.'}
          </li>
          {impact.otherCopies > 0 && <li>{describeCopies(impact.otherCopies)}</li>}
          {impact.parts.length > 0 && <li>In all: {impact.parts.join(', ')}.</li>}
          <li>Its name becomes free for another sandbox once it is dropped.</li>
        </ul>
      </Panel>
      {isEmpty || state === 'retired' ? (
        can(actor, 'sandbox:destroy') && <Panel title="Destroy it at once">{atOnce}</Panel>
      ) : (
        <>
          <Panel title="Destroy it">
            <DestroyForm
              {...form}
              action={retireSandboxAction}
              label="Destroy"
              whyNot={impact.whyNotRetire}
              idempotencyKey={createUuid()}
            />
          </Panel>
          {can(actor, 'sandbox:destroy') && (
            <Panel flush>
              <Disclosure summary="Destroy it at once instead; it cannot be restored then">
                {atOnce}
              </Disclosure>
            </Panel>
          )}
        </>
      )}
    </div>
  );
}

function describeCopies(others: number): string {
  return others === 1
    ? 'The other copy of production that waits or is kept: there is no way back to it.'
    : 'The other copies of production that wait or are kept: there is no way back to them.';
}

import { notFound } from 'next/navigation';
import { DestroyForm } from '@/components/sandboxes/destroy-form';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { createUuid } from '@/lib/ids';
import { getDestroyImpact } from '@/lib/sandboxes/destroy/get-destroy-impact';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { askForPage } from '../../../ask-for-page';
import { destroySandboxAction } from '../actions/sandbox';

type Params = Promise<{ slug: string }>;

export const metadata = { title: 'Destroy a sandbox' };

/** What goes away with the sandbox, and then the question. */
export default async function DestroyPage({ params }: { params: Params }) {
  const actor = await requireActor();
  if (!can(actor, 'sandbox:destroy')) notFound();
  const { id, slug } = await askForPage(getSandbox, await params);
  const impact = await askForPage(getDestroyImpact, { sandboxId: id });
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader title={`Destroy ${slug}`} meta="This is not undone." />
      <Panel title="What goes away">
        <ul className="mb-5 list-disc space-y-1 pl-5 text-sm">
          <li>
            {impact.hasDatabase
              ? 'Its database, its role and every row in it.'
              : 'What its build left behind.'}
          </li>
          {impact.otherCopies > 0 && <li>{describeCopies(impact.otherCopies)}</li>}
          <li>{describeKeys(impact.keys, impact.keysUsedWithin24h)}</li>
          <li>{describePeople(impact.people)}</li>
          {impact.parts.length > 0 && <li>In all: {impact.parts.join(', ')}.</li>}
          <li>Its name becomes free for another sandbox.</li>
        </ul>
        <DestroyForm
          destroySandboxAction={destroySandboxAction}
          sandbox={{ id, slug }}
          whyNot={impact.objection}
          authenticatedAt={actor.authenticatedAt.getTime()}
          idempotencyKey={createUuid()}
        />
      </Panel>
    </div>
  );
}

function describeCopies(others: number): string {
  return others === 1
    ? 'The other copy of production that waits or is kept: there is no way back to it.'
    : 'The other copies of production that wait or are kept: there is no way back to them.';
}

function describeKeys(keys: number, usedLately: number): string {
  if (keys === 0) return 'It has no API key in force.';
  const stop = keys === 1 ? 'Its API key stops working at once' : `Its ${keys} API keys stop working at once`;
  if (usedLately === 0) return `${stop}; none was used in the last 24 hours.`;
  return `${stop}; ${usedLately} ${usedLately === 1 ? 'was' : 'were'} used in the last 24 hours.`;
}

function describePeople(people: number): string {
  return people === 1
    ? 'The one person or service account that gets in loses access.'
    : `${people} people and service accounts lose access.`;
}

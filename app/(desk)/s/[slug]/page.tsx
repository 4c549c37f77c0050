import { ApiKeyPanel } from '@/components/credentials/api-key-panel';
import { LiveOperation } from '@/components/operations/live-operation';
import type { OperationData } from '@/components/operations/operation-data';
import { OperationHistory } from '@/components/operations/operation-history';
import { PeopleList } from '@/components/requests/detail/people-list';
import { CopyList } from '@/components/sandboxes/copies/copy-list';
import { OperationActions } from '@/components/sandboxes/operation-actions';
import { type SandboxDetail, SandboxFacts } from '@/components/sandboxes/sandbox-facts';
import { SandboxStateDot } from '@/components/sandboxes/sandbox-state';
import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import { Banner } from '@/components/ui/feedback/banner';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { apiBaseUrl } from '@/lib/credentials/api-key';
import { listApiKeys } from '@/lib/credentials/list-api-keys';
import { env } from '@/lib/env';
import { createUuid } from '@/lib/ids';
import { isQuiet } from '@/lib/operations/operation';
import { productDefinition } from '@/lib/products/product';
import { getCopies } from '@/lib/sandboxes/copies/get-copies';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { whyNotDestroy } from '@/lib/sandboxes/sandbox';
import { askForPage, readSearch, type SearchParams } from '../../ask-for-page';
import { CopyPanels } from './copy-panels';

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: (await params).slug };
}

/** One sandbox: what it is and where it answers, what is being done to it, who gets in, and its keys. */
export default async function SandboxPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const sandbox = await askForPage(getSandbox, await params);
  const { keysAfter } = await readSearch(searchParams);
  const keys = await askForPage(listApiKeys, { sandboxId: sandbox.id, after: keysAfter });
  // The same shape as what the stream of events tells later, dates as text.
  const operations: OperationData[] = JSON.parse(JSON.stringify(sandbox.operations));
  const latest = operations.find(({ kind }) => !isQuiet(kind));
  const isLive = latest !== undefined && latest.state !== 'succeeded';
  const past = isLive ? operations.filter((each) => each !== latest) : operations;
  const copies = await askForPage(getCopies, { sandboxId: sandbox.id });
  const definition = productDefinition.safeParse(sandbox.product.definition);
  return (
    <>
      <PageHeader
        title={sandbox.slug}
        meta={
          <>
            <SandboxStateDot state={sandbox.state} />
            {sandbox.product.name}
          </>
        }
        actions={
          <>
            <RefreshLink sandbox={sandbox} actor={actor} whyNot={copies.whyNotRefresh} />
            <DestroyLink sandbox={sandbox} actor={actor} />
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {sandbox.state === 'scheduled' && (
            <Banner>It is scheduled: its build begins on the day that the request names.</Banner>
          )}
          {isLive && sandbox.state !== 'scheduled' && (
            <LiveOperation initial={latest} actions={<LatestActions sandbox={sandbox} actor={actor} />} />
          )}
          {sandbox.shape === 'snapshot' && <CopyPanels {...copies} />}
          <Panel title="Sandbox" flush>
            <SandboxFacts
              sandbox={sandbox}
              records={definition.success ? Object.keys(definition.data.records).sort() : []}
            />
          </Panel>
          <ApiKeyPanel
            sandboxId={sandbox.id}
            baseUrl={apiBaseUrl(env().PUBLIC_URL, sandbox.slug)}
            page={keys}
            nextHref={
              keys.next && `/s/${sandbox.slug}?${new URLSearchParams({ keysAfter: keys.next })}#api-keys`
            }
            whyNotCreate={whyNotCreateKey(sandbox, actor)}
            mayRevoke={can(actor, 'api_key:revoke')}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title="Who gets in" aside={sandbox.people.length} flush>
            <PeopleList people={sandbox.people} />
          </Panel>
          {sandbox.shape === 'snapshot' && copies.copies.length > 0 && (
            <Panel title="Copies of production" aside={copies.copies.length} flush>
              <CopyList slug={sandbox.slug} copies={copies.copies} />
            </Panel>
          )}
          {past.length > 0 && (
            <Panel title="What was done to it" flush>
              <OperationHistory operations={past} />
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}

function LatestActions({ sandbox, actor }: { sandbox: SandboxDetail; actor: PersonActor }) {
  const latest = sandbox.operations.find(({ kind }) => !isQuiet(kind));
  if (!latest) return null;
  return (
    <OperationActions
      sandbox={sandbox}
      operation={latest}
      may={{ cancel: can(actor, 'operation:cancel'), retry: can(actor, 'operation:retry') }}
      keys={{ cancel: createUuid(), retry: createUuid() }}
    />
  );
}

function RefreshLink({
  sandbox,
  actor,
  whyNot,
}: {
  sandbox: SandboxDetail;
  actor: PersonActor;
  whyNot: string | null;
}) {
  if (sandbox.shape !== 'snapshot' || sandbox.state !== 'ready' || !can(actor, 'request:file')) return null;
  if (whyNot) return <Button whyNot={whyNot}>Refresh</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/refresh`}>Refresh</LinkButton>;
}

function DestroyLink({ sandbox, actor }: { sandbox: SandboxDetail; actor: PersonActor }) {
  if (sandbox.state === 'destroyed' || !can(actor, 'sandbox:destroy')) return null;
  const whyNot = whyNotDestroy(sandbox.state);
  if (whyNot) return <Button whyNot={whyNot}>Destroy</Button>;
  return <LinkButton href={`/s/${sandbox.slug}/destroy`}>Destroy</LinkButton>;
}

/** Why this person gets no key here now, in words; null when they may. */
function whyNotCreateKey(sandbox: SandboxDetail, actor: PersonActor): string | null {
  if (!can(actor, 'api_key:create')) return 'Keys are made by the customer: whoever makes one sees it once.';
  if (sandbox.state === 'destroyed') return 'The sandbox is destroyed; its keys ended with it.';
  return sandbox.state === 'ready' ? null : 'A key can be made once the sandbox is ready.';
}

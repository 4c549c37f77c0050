import { LiveOperation } from '@/components/operations/live-operation';
import type { OperationData } from '@/components/operations/operation-data';
import { OperationHistory } from '@/components/operations/operation-history';
import { LineageFacts } from '@/components/sandboxes/clone/lineage-facts';
import { CopyList } from '@/components/sandboxes/copies/copy-list';
import { DestructionLink } from '@/components/sandboxes/destruction-link';
import { DifferencesList } from '@/components/sandboxes/differences/differences-list';
import { ShutBanner } from '@/components/sandboxes/life/shut-banner';
import { OperationActions } from '@/components/sandboxes/operation-actions';
import { PeoplePanel } from '@/components/sandboxes/people/people-panel';
import { type SandboxDetail, SandboxFacts } from '@/components/sandboxes/sandbox-facts';
import { SandboxName } from '@/components/sandboxes/sandbox-name';
import { SandboxStateDot } from '@/components/sandboxes/sandbox-state';
import { LinkButton } from '@/components/ui/actions/link-button';
import { Banner } from '@/components/ui/feedback/banner';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { RefreshWhile } from '@/components/ui/page/refresh-while';
import type { PersonActor } from '@/lib/access/actor';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { getEnd } from '@/lib/ends/get-end';
import { listStages } from '@/lib/ends/stages/list-stages';
import { createUuid } from '@/lib/ids';
import { productDefinition } from '@/lib/products/product';
import { getLineage } from '@/lib/sandboxes/clone/get-lineage';
import { getCopies } from '@/lib/sandboxes/copies/get-copies';
import { getDifferences } from '@/lib/sandboxes/differences/get-differences';
import { getSandbox } from '@/lib/sandboxes/get-sandbox';
import { isAboutPlan, retryRule, whyNotRetry } from '@/lib/sandboxes/operations/retry';
import { kindOf } from '@/lib/sandboxes/operations/sandbox-operation';
import { isGone, isShut } from '@/lib/sandboxes/sandbox';
import { askForPage, readSearch, type SearchParams } from '../../ask-for-page';
import { rebuildCopyAction } from './actions/copies';
import { restoreSandboxAction, resumeSandboxAction } from './actions/life';
import { addPersonAction, removePersonAction } from './actions/people';
import { cancelOperationAction, retryDestroyAction } from './actions/sandbox';
import { CopyPanels } from './copy-panels';
import { SandboxKeys } from './sandbox-keys';
import { SandboxLinks } from './sandbox-links';

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: (await params).slug };
}

/** One sandbox: what it is and where it answers, what is being done to it, who gets in, and its keys. */
export default async function SandboxPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const sandbox = await askForPage(getSandbox, await params);
  const { keysAfter } = await readSearch(searchParams);
  const copies = await askForPage(getCopies, { sandboxId: sandbox.id });
  const differences = isGone(sandbox.state)
    ? null
    : await askForPage(getDifferences, { sandboxId: sandbox.id });
  const end = isShut(sandbox.state) ? await askForPage(getEnd, { sandboxId: sandbox.id }) : null;
  const stages = await askForPage(listStages, { ids: [sandbox.id] });
  const lineage = await askForPage(getLineage, { sandboxId: sandbox.id });
  const { latest, past } = operationsOf(sandbox);
  const definition = productDefinition.safeParse(sandbox.product.definition);
  const records = definition.success ? Object.keys(definition.data.records).sort() : [];
  return (
    <>
      <PageHeader
        title={<SandboxName slug={sandbox.slug} state={sandbox.state} />}
        meta={
          <>
            <SandboxStateDot state={sandbox.state} />
            {sandbox.product.name}
          </>
        }
        actions={<SandboxLinks sandbox={sandbox} actor={actor} copies={copies} />}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {sandbox.destroyedAt && (
            <Banner tone="neutral" title="This sandbox is destroyed">
              Its database, its role and its keys are gone, and its address answers no more. This page stays
              as the record of it
              {sandbox.destruction ? (
                <>
                  , and the{' '}
                  <DestructionLink id={sandbox.destruction.id}>certificate of destruction</DestructionLink> as
                  the proof.
                </>
              ) : (
                '; it was destroyed before certificates of destruction were issued.'
              )}
            </Banner>
          )}
          <RefreshWhile active={end?.isMoving ?? false} />
          {end && (
            <ShutBanner
              end={end}
              keys={{ resume: createUuid(), restore: createUuid() }}
              resumeSandboxAction={resumeSandboxAction}
              restoreSandboxAction={restoreSandboxAction}
            />
          )}
          {sandbox.state === 'scheduled' && (
            <Banner>It is scheduled: its build begins on the day that the request names.</Banner>
          )}
          {latest && sandbox.state !== 'scheduled' && (
            <LiveOperation initial={latest} actions={<LatestActions sandbox={sandbox} actor={actor} />} />
          )}
          <CopyPanels {...copies} />
          <Panel title="Sandbox" flush>
            <SandboxFacts sandbox={sandbox} next={stages[sandbox.id] ?? null} records={records} />
          </Panel>
          {(lineage.from || lineage.clones.length > 0) && (
            <Panel title="Clones" flush>
              <LineageFacts lineage={lineage} />
            </Panel>
          )}
          {differences && (
            <Panel title="What differs from production" flush>
              <DifferencesList differences={differences} />
            </Panel>
          )}
          <SandboxKeys sandbox={sandbox} actor={actor} after={keysAfter} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <PeoplePanel
            sandbox={sandbox}
            mayChange={can(actor, 'sandbox:people')}
            idempotencyKey={createUuid()}
            addPersonAction={addPersonAction}
            removePersonAction={removePersonAction}
          />
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

/** The operation to watch, if one is on its way or failed, and all others; the quiet ones are never watched. */
function operationsOf(sandbox: SandboxDetail): { latest: OperationData | null; past: OperationData[] } {
  // The same shape as what the stream of events tells later, dates as text.
  const operations: OperationData[] = JSON.parse(JSON.stringify(sandbox.operations));
  const latest = operations.find(({ kind }) => !kindOf(kind).isQuiet);
  if (!latest || latest.state === 'succeeded') return { latest: null, past: operations };
  return { latest, past: operations.filter((each) => each !== latest) };
}

function LatestActions({ sandbox, actor }: { sandbox: SandboxDetail; actor: PersonActor }) {
  const latest = sandbox.operations.find(({ kind }) => !kindOf(kind).isQuiet);
  if (!latest) return null;
  return (
    <>
      <OperationActions
        cancelOperationAction={cancelOperationAction}
        rebuildCopyAction={rebuildCopyAction}
        retryDestroyAction={retryDestroyAction}
        sandbox={sandbox}
        operation={latest}
        may={{
          cancel: can(actor, 'operation:cancel'),
          retry: can(actor, 'operation:retry'),
          hopeless: whyNotRetry(actor, latest.failureCode),
          isCareful: retryRule(latest.failureCode) === 'house',
        }}
        keys={{ cancel: createUuid(), retry: createUuid() }}
      />
      {latest.state === 'failed' && <WhereToLook sandbox={sandbox} actor={actor} failed={latest} />}
    </>
  );
}

/** From a failure to what it names: the proof for everybody, the plan for those who may change it, the request for its review. */
function WhereToLook({
  sandbox,
  actor,
  failed,
}: {
  sandbox: SandboxDetail;
  actor: PersonActor;
  failed: SandboxDetail['operations'][number];
}) {
  const { failureCode, copyId } = failed;
  const isProof = failureCode === 'proof_failed';
  const only = isProof ? 'proof' : 'refused';
  return (
    <>
      {isAboutPlan(failureCode) && can(actor, 'scrub_plan:read') && (
        <LinkButton href={`/plans/${sandbox.tenantId}?only=${only}`}>
          {isProof ? 'Open the plan at these columns' : 'Open the plan'}
        </LinkButton>
      )}
      {isProof && copyId && (
        <LinkButton href={`/s/${sandbox.slug}/certificate?copy=${copyId}`}>See the proof</LinkButton>
      )}
    </>
  );
}

import type { Copies } from '@/components/sandboxes/copies/copy-detail';
import { KeptCopy } from '@/components/sandboxes/copies/kept-copy';
import { WaitingCopy } from '@/components/sandboxes/copies/waiting-copy';
import { RefreshWhile } from '@/components/ui/page/refresh-while';
import { createUuid } from '@/lib/ids';
import { getCopyImpact } from '@/lib/sandboxes/copies/decide/get-copy-impact';
import { askForPage } from '../../ask-for-page';
import { activateCopyAction, discardCopyAction, rollBackCopyAction } from './actions/copies';

/**
 * What can be decided about a sandbox's copies: the one that waits, and the one that is kept. The page is read again
 * until a copy that was put out of use is closed or gone.
 */
export async function CopyPanels({ slug, copies, mayDecide }: Copies) {
  const waiting = copies.find(({ state }) => state === 'waiting');
  const kept = copies.find(({ state }) => state === 'kept');
  const isSettling = copies.some(
    ({ state, sealedAt }) => state === 'dropping' || (state === 'kept' && !sealedAt),
  );
  return (
    <>
      <RefreshWhile active={isSettling} />
      {waiting && (
        <WaitingCopy
          activateCopyAction={activateCopyAction}
          discardCopyAction={discardCopyAction}
          slug={slug}
          copy={waiting}
          impact={await askForPage(getCopyImpact, { copyId: waiting.id })}
          mayDecide={mayDecide}
          keys={{ activate: createUuid(), discard: createUuid() }}
        />
      )}
      {kept && mayDecide && (
        <KeptCopy
          rollBackCopyAction={rollBackCopyAction}
          slug={slug}
          isUndo={copies.some(({ state, origin }) => state === 'active' && origin === 'baseline')}
          copy={kept}
          impact={await askForPage(getCopyImpact, { copyId: kept.id })}
          idempotencyKey={createUuid()}
        />
      )}
    </>
  );
}

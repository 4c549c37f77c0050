import type { Copies } from '@/components/sandboxes/copies/copy-detail';
import { KeptCopy } from '@/components/sandboxes/copies/kept-copy';
import { WaitingCopy } from '@/components/sandboxes/copies/waiting-copy';
import { createUuid } from '@/lib/ids';
import { getCopyImpact } from '@/lib/sandboxes/copies/get-copy-impact';
import { askForPage } from '../../ask-for-page';

/** What can be decided about a snapshot's copies: the one that waits, and the one that is kept. */
export async function CopyPanels({ slug, copies, mayDecide }: Copies) {
  const waiting = copies.find(({ state }) => state === 'waiting');
  const kept = copies.find(({ state }) => state === 'kept');
  return (
    <>
      {waiting && (
        <WaitingCopy
          slug={slug}
          copy={waiting}
          impact={await askForPage(getCopyImpact, { copyId: waiting.id })}
          mayDecide={mayDecide}
          keys={{ activate: createUuid(), discard: createUuid() }}
        />
      )}
      {kept && mayDecide && (
        <KeptCopy
          slug={slug}
          copy={kept}
          impact={await askForPage(getCopyImpact, { copyId: kept.id })}
          idempotencyKey={createUuid()}
        />
      )}
    </>
  );
}

import Link from 'next/link';
import { whyManifestWaits } from '@/lib/reviews/manifest-wait';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { RefreshWhile } from '../ui/page/refresh-while';
import { Holdings } from './holdings';
import { ManifestFacts } from './manifest-facts';
import type { ReviewDetail } from './review-detail';
import { SignatureList } from './signature-list';

/**
 * What a signature is about: the manifest, who signed, and what the customer holds already. The plan behind it, which
 * needs the whole width of the page, stands below by PlanReview.
 */
export function ReviewPanel({ review, isAwaited }: { review: ReviewDetail; isAwaited: boolean }) {
  const { manifest, plan, signatures, holds, holdsInAll, organization, tenantId } = review;
  const waits = isAwaited ? whyManifestWaits(review) : null;
  return (
    <>
      <RefreshWhile
        active={review.isBuilt && plan !== null && plan.checkedAt === null && plan.checkFailure === null}
      />
      <Panel
        title={titleOf(review, isAwaited)}
        aside={
          plan && (
            <a href="#columns" className="text-accent-ink underline underline-offset-2">
              To its columns
            </a>
          )
        }
        flush
      >
        {waits && (
          <div className="p-4 pb-2">
            <Banner tone="warning" title="It cannot be signed yet">
              {waits}{' '}
              {waits !== review.tooEarly && (
                <Link href={`/plans/${tenantId}?only=refused`} className="underline underline-offset-2">
                  Open the plan
                </Link>
              )}
            </Banner>
          </div>
        )}
        {manifest && <ManifestFacts manifest={manifest} />}
      </Panel>
      {signatures.length > 0 && (
        <Panel title="Signatures" flush>
          <SignatureList
            signatures={signatures}
            needed={manifest?.signaturesNeeded ?? null}
            isAwaited={isAwaited}
          />
        </Panel>
      )}
      <Panel title="What this customer holds" aside={holdsInAll.toLocaleString('en')} flush>
        <Holdings holds={holds} holdsInAll={holdsInAll} organization={organization} />
      </Panel>
    </>
  );
}

/** What stands here is the manifest as it is now, which need not be the one that was signed. */
function titleOf({ manifest, signatures }: ReviewDetail, isAwaited: boolean): string {
  if (isAwaited) return 'What a signature binds';
  const isSigned = signatures.some(({ manifestHash }) => manifestHash === manifest?.hash);
  return isSigned ? 'What was signed' : 'What a signature would bind now';
}

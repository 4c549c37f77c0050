import Link from 'next/link';
import { whyManifestWaits } from '@/lib/reviews/manifest-wait';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { RefreshWhile } from '../scrub-plans/refresh-while';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { Holdings } from './holdings';
import { ManifestFacts } from './manifest-facts';
import { PlanReview } from './plan-review';
import type { ReviewDetail } from './review-detail';
import { SignatureList } from './signature-list';

/** Everything that a signature is about: the manifest, the plan behind it, who signed, and what the customer holds. */
export function ReviewPanel({ review, masks }: { review: ReviewDetail; masks: readonly MaskWords[] }) {
  const { manifest, plan, signatures, holds, tenantId } = review;
  const waits = whyManifestWaits(review);
  return (
    <>
      <RefreshWhile active={plan !== null && plan.checkedAt === null} />
      <Panel title="What a signature binds" flush>
        {waits && (
          <div className="p-4 pb-2">
            <Banner tone="warning" title="It cannot be signed yet">
              {waits}{' '}
              <Link href={`/plans/${tenantId}?only=refused`} className="underline underline-offset-2">
                Open the plan
              </Link>
            </Banner>
          </div>
        )}
        {manifest && <ManifestFacts manifest={manifest} />}
      </Panel>
      {signatures.length > 0 && (
        <Panel title="Signatures" flush>
          <SignatureList signatures={signatures} needed={manifest?.signaturesNeeded ?? null} />
        </Panel>
      )}
      {plan && <PlanReview plan={plan} tenantId={tenantId} masks={masks} />}
      <Panel title="What this customer holds" aside={holds.length} flush>
        <Holdings holds={holds} />
      </Panel>
    </>
  );
}

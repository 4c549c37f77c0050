import { Badge } from '../ui/data/badge';
import { RelativeTime } from '../ui/data/relative-time';
import type { ReviewDetail } from './review-detail';

type Signature = ReviewDetail['signatures'][number];

/** Who signed, with what words, and whether that still counts. */
export function SignatureList({
  signatures,
  needed,
}: {
  signatures: readonly Signature[];
  needed: number | null;
}) {
  const valid = signatures.filter(({ isValid }) => isValid).length;
  return (
    <>
      {needed !== null && (
        <p className="px-4 pt-3 text-sm text-muted">
          {valid} of {needed} {needed === 1 ? 'signature' : 'signatures'} under the manifest as it is now.
        </p>
      )}
      <ul className="divide-y divide-line">
        {signatures.map((signature) => (
          <li key={signature.id} className="flex flex-col gap-1 px-4 py-3 text-sm">
            <span className="flex flex-wrap items-center gap-x-2">
              <Standing signature={signature} />
              <span className="font-medium">{signature.signedBy.name}</span>
              <span className="text-muted">
                <RelativeTime at={signature.signedAt} />
              </span>
            </span>
            <span className="[overflow-wrap:anywhere]">“{signature.reason}”</span>
            <span className="text-xs text-muted">
              {whyItStands(signature)} Manifest{' '}
              <span className="font-mono">{signature.manifestHash.slice(0, 12)}</span>
              {signature.isValid && (
                <>
                  , valid until <RelativeTime at={signature.validUntil} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Standing({ signature: { isValid, voidedAt } }: { signature: Signature }) {
  if (isValid) return <Badge tone="success">Valid</Badge>;
  return <Badge tone={voidedAt ? 'danger' : 'neutral'}>{voidedAt ? 'Void' : 'Counts no more'}</Badge>;
}

function whyItStands({ isValid, voidedAt, voidReason }: Signature): string {
  if (isValid) return '';
  return voidedAt ? (voidReason ?? '') : 'What leaves has changed since, or its days are over.';
}

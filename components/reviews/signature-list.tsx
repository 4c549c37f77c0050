import { Badge } from '../ui/data/badge';
import { RelativeTime } from '../ui/data/relative-time';
import type { ReviewDetail } from './review-detail';

type Signature = ReviewDetail['signatures'][number];

/** Who signed, with what words, and whether that still counts. */
export function SignatureList({
  signatures,
  needed,
  isAwaited,
}: {
  signatures: readonly Signature[];
  needed: number | null;
  /** The request still waits for signatures; after that, what was signed stays signed. */
  isAwaited: boolean;
}) {
  const valid = signatures.filter(({ isValid }) => isValid).length;
  return (
    <>
      {isAwaited && needed !== null && (
        <p className="px-4 pt-3 text-sm text-muted">
          {valid} of {needed} {needed === 1 ? 'signature' : 'signatures'} under the manifest as it is now.
        </p>
      )}
      <ul className="divide-y divide-line">
        {signatures.map((signature) => (
          <li key={signature.id} className="flex flex-col gap-1 px-4 py-3 text-sm">
            <span className="flex flex-wrap items-center gap-x-2">
              <Standing signature={signature} isAwaited={isAwaited} />
              <span className="font-medium">{signature.signedBy.name}</span>
              <span className="text-muted">
                <RelativeTime at={signature.signedAt} />
              </span>
            </span>
            <span className="[overflow-wrap:anywhere]">“{signature.reason}”</span>
            <span className="text-xs text-muted">
              {signature.builds > 1 &&
                `For ${signature.builds} builds, ${Math.min(signature.buildsMade, signature.builds)} made. `}
              {whyNotCounted(signature, isAwaited)} Manifest{' '}
              <span className="font-mono">{signature.manifestHash.slice(0, 12)}</span>
              {isAwaited && signature.isValid && (
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

function Standing({ signature, isAwaited }: { signature: Signature; isAwaited: boolean }) {
  if (signature.voidedAt) return <Badge tone="danger">Void</Badge>;
  if (!isAwaited) return <Badge tone="success">Signed</Badge>;
  return signature.isValid ? <Badge tone="success">Valid</Badge> : <Badge>Counts no more</Badge>;
}

function whyNotCounted({ isValid, voidedAt, voidReason }: Signature, isAwaited: boolean): string {
  if (voidedAt) return voidReason ?? '';
  return isValid || !isAwaited
    ? ''
    : 'What leaves has changed since, its days are over, or its signer is with compliance no more.';
}

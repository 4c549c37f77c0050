import type { SignedBasis, SignedManifest } from '@/lib/certificates/read-signed-basis';
import { roleLabels } from '@/lib/people/person';
import { ManifestFacts } from '../reviews/manifest-facts';
import { Badge } from '../ui/data/badge';
import { Banner } from '../ui/feedback/banner';
import { Panel } from '../ui/page/panel';
import { exactTime } from './exact-time';

/** The manifest that was signed for this copy, whole and with its hash, and who signed it when. */
export function SignedPanel({ signed }: Pick<SignedBasis, 'signed'>) {
  if (!signed)
    return (
      <Panel title="What was signed">
        <Banner tone="warning" title="No signature is on record for this copy">
          The desk holds no manifest that names the plan and the structure of this proof and that somebody had
          signed when it was made.
        </Banner>
      </Panel>
    );
  const { content, hash, needed, isWhole, signatures } = signed;
  return (
    <>
      <Panel title="Who signed" aside={signedCount(signatures.length, needed)} flush>
        <ul className="divide-y divide-line">
          {signatures.map((signature) => (
            <Signature key={`${signature.name} ${signature.signedAt.toISOString()}`} {...signature} />
          ))}
        </ul>
      </Panel>
      <Panel title="What was signed" flush>
        {!isWhole && (
          <div className="p-4 pb-0">
            <Banner tone="danger" title="Not genuine">
              The manifest that is kept does not come to the hash that was signed: it was changed afterwards.
            </Banner>
          </div>
        )}
        <ManifestFacts manifest={{ hash, content, signaturesNeeded: needed }} />
      </Panel>
    </>
  );
}

function signedCount(count: number, needed: number): string {
  return `${count} of ${needed} ${needed === 1 ? 'signature' : 'signatures'}`;
}

function Signature({
  name,
  role,
  reason,
  signedAt,
  voidedAt,
  voidReason,
}: SignedManifest['signatures'][number]) {
  return (
    <li className="flex flex-col gap-0.5 px-4 py-2.5 text-sm">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{name}</span>
        <span className="text-muted">{roleLabels[role]}</span>
        <time dateTime={signedAt.toISOString()} className="text-muted">
          {exactTime(signedAt)}
        </time>
        {voidedAt && <Badge>Void by now</Badge>}
      </span>
      <span className="[overflow-wrap:anywhere]">“{reason}”</span>
      {voidedAt && (
        <span className="text-xs text-muted">
          It stood when the proof was made, and was made void on {exactTime(voidedAt)}. {voidReason}
        </span>
      )}
    </li>
  );
}

import { groupFingerprint } from '@/lib/credentials/api-key';
import { CopyButton } from '../ui/actions/copy-button';
import { Banner } from '../ui/feedback/banner';

/** A key at the one moment when it can be seen, with a first call to make. Nothing here is kept. */
export function IssuedKey({
  issued,
  baseUrl,
}: {
  issued: { key: string; fingerprint: string };
  baseUrl: string;
}) {
  const call = `curl -H "Authorization: Bearer ${issued.key}" ${baseUrl}/me`;
  return (
    <Banner
      tone="success"
      announce="status"
      title={`Key ${groupFingerprint(issued.fingerprint)} was made. It is shown this once.`}
    >
      <p>Keep it where your programs find it; we hold no copy, and can only revoke it.</p>
      <Secret label="The key" what="the key" text={issued.key} />
      <Secret label="A first call" what="the call" text={call} />
    </Banner>
  );
}

function Secret({ label, what, text }: { label: string; what: string; text: string }) {
  return (
    <div className="mt-2">
      <p className="text-xs font-medium">{label}</p>
      <div className="flex items-start gap-2">
        <code className="min-w-0 flex-1 rounded border border-line bg-surface px-2 py-1 font-mono text-xs break-all text-ink select-all">
          {text}
        </code>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}

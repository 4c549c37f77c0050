import Link from 'next/link';
import type { ReactNode } from 'react';
import type { getPerson } from '@/lib/people/get-person';
import { SandboxNameLink } from '../sandboxes/sandbox-name';

type Impact = Awaited<ReturnType<(typeof getPerson)['run']>>['impact'];
type Listed<Row> = { listed: readonly Row[]; total: number };

/** What ends, goes back, stays or is stranded when somebody is disabled, each with the way to it. */
export function DisableImpact({ impact }: { impact: Impact }) {
  const { held, asked, drafts, sandboxes, signatures } = impact;
  return (
    <ul className="mb-4 list-disc space-y-1.5 pl-5">
      <li>{sessionsEnd(impact.openSessions)}</li>
      <Waits
        of={held}
        none="They hold no request."
        what={(total) =>
          total === 1 ? 'The request that they hold goes' : `The ${total} requests that they hold go`
        }
        then="back to the queue"
        show={(row) => <RequestLink {...row} />}
      />
      <Waits
        of={asked}
        none="No request of theirs waits for anybody."
        what={(total) =>
          total === 1 ? 'One open request of theirs needs' : `${total} open requests of theirs need`
        }
        then="a successor, whom support names when approving"
        show={(row) => <RequestLink {...row} />}
      />
      <Waits
        of={sandboxes}
        none="No sandbox lives that they asked for."
        what={(total) =>
          total === 1
            ? 'The sandbox that they asked for lives'
            : `The ${total} sandboxes that they asked for live`
        }
        then="on; their colleagues and support look after them"
        show={(row) => <SandboxNameLink {...row} />}
      />
      <Waits
        of={signatures}
        none="No signature of theirs counts now."
        what={(total) =>
          total === 1 ? 'One signature of theirs counts' : `${total} signatures of theirs count`
        }
        then="no more; somebody else has to sign"
        show={(row) => <RequestLink {...row.request} />}
      />
      {drafts > 0 && (
        <li>
          {drafts === 1 ? 'One draft' : `${drafts} drafts`} of a request that nobody else sees{' '}
          {drafts === 1 ? 'stays' : 'stay'} until they can sign in again.
        </li>
      )}
      <li>{keysStay(impact.apiKeys)}</li>
      <li>What they asked for, decided and did stays as it is. They can be enabled again.</li>
    </ul>
  );
}

function Waits<Row extends { id?: string; slug?: string }>({
  of: { listed, total },
  none,
  what,
  then,
  show,
}: {
  of: Listed<Row>;
  none: string;
  what: (total: number) => string;
  then: string;
  show: (row: Row) => ReactNode;
}) {
  if (total === 0) return <li>{none}</li>;
  return (
    <li>
      {what(total)} {then}:{' '}
      <span className="inline-flex flex-wrap gap-x-3">
        {listed.map((row) => (
          <span key={row.id ?? row.slug}>{show(row)}</span>
        ))}
        {total > listed.length && <span className="text-muted">and {total - listed.length} more</span>}
      </span>
    </li>
  );
}

function RequestLink({ id, number, integration }: { id: string; number: number; integration: string }) {
  return (
    <Link href={`/requests/${id}`} className="text-accent-ink underline underline-offset-2">
      #{number} <bdi>{integration}</bdi>
    </Link>
  );
}

function sessionsEnd(count: number): string {
  if (count === 0) return 'They are not signed in anywhere now, and will not be able to sign in.';
  const sessions = count === 1 ? 'Their open session ends' : `Their ${count} open sessions end`;
  return `${sessions} at once, and they will not be able to sign in.`;
}

function keysStay(count: number): string {
  if (count === 0) return 'They made no API key that is in force.';
  const keys = count === 1 ? 'The API key that they made stays' : `The ${count} API keys that they made stay`;
  return `${keys} in force; revoke on the sandbox’s page what they may have kept.`;
}

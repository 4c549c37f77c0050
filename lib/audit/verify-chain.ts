import type { Json } from '../canonical-json';
import { db } from '../db/client';
import type { AuditEvent } from '../db/generated/client';
import type { Tx } from '../db/transaction';
import { genesisHash, hashLink } from './audit-event';
import { readGuards } from './read-guards';

export type ChainReport = {
  /** Events that follow one another from the first on, up to the first place where the chain does not hold. */
  events: number;
  head: { seq: string; hash: string };
  /** Where the chain does not hold, and what no longer guards it, in words; null when all is in order. */
  broken: string | null;
};

type Head = { seq: bigint; hash: string };

/** Events read at once: some 2 MB, so that a million events need no more memory than ten thousand. */
const pageSize = 5_000;

/** A day: reading a million events takes about a minute. */
const limitMs = 86_400_000;

/**
 * Transactions append in another order than they begin, and the clocks of two servers differ. An event that is an hour
 * older than the one before it was not written when it says.
 */
const clocksDifferMs = 3_600_000;

/**
 * Reads every row of the audit in order, in one snapshot, and recomputes every hash. Finds edited, removed, added and
 * reordered events, those with numbers outside of the chain or twice the same, and a cut tail as long as the head row was
 * not rewritten too; against that, and against a whole chain from elsewhere, keep the printed head and pass it as
 * `expectedHead`. Also says which triggers and columns of the two tables are not as they were made.
 */
export async function verifyChain(expectedHead?: Head): Promise<ChainReport> {
  return db().$transaction(
    async (tx) => {
      // A row that an index does not list is found by reading the table itself; a policy that hides rows is an error.
      await tx.$executeRaw`SELECT set_config('search_path', 'pg_catalog', true), set_config('row_security', 'off', true),
        set_config('enable_indexonlyscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;
      const guards = await readGuards(tx);
      const frame = await readFrame(tx);
      const { head } = frame;
      const walk = await walkChain(tx, head, expectedHead);
      const broken = countHeads(frame) ?? walk.broken ?? afterWalk(walk, frame);
      const said = [...(broken ? [broken] : []), ...guards];
      return {
        events: Number(walk.seq),
        head: { seq: head.seq.toString(), hash: head.hash },
        broken: said.length > 0 ? said.join('; ') : null,
      };
    },
    { isolationLevel: 'RepeatableRead', timeout: limitMs },
  );
}

type Frame = { head: Head; heads: number; events: number; now: Date };

/** The head, how many rows there are, and the server's time. Counted by reading the whole tables, without an index. */
async function readFrame(tx: Tx): Promise<Frame> {
  await tx.$executeRaw`SELECT set_config('enable_indexscan', 'off', true)`;
  const [row] = await tx.$queryRaw<Omit<Frame, 'head'>[]>`
    SELECT (SELECT count(*)::int FROM public."AuditEvent") AS events,
      (SELECT count(*)::int FROM public."AuditHead") AS heads, clock_timestamp() AS now`;
  const head = await tx.auditHead.findFirst({ where: { id: 1 } });
  await tx.$executeRaw`SELECT set_config('enable_indexscan', 'on', true)`;
  if (!row) throw new Error('The database did not say how many events there are.');
  return { head: head ?? { seq: 0n, hash: genesisHash }, ...row };
}

const countHeads = ({ heads }: Frame) =>
  heads === 1 ? null : `the audit has ${heads} heads where one belongs`;

type Walk = { seq: bigint; hash: string; at: Date | null; sawExpected: boolean; broken: string | null };

async function walkChain(tx: Tx, head: Head, expectedHead: Head | undefined): Promise<Walk> {
  const sawExpected = expectedHead === undefined || expectedHead.seq === 0n;
  const walk: Walk = { seq: 0n, hash: genesisHash, at: null, sawExpected, broken: null };
  let from: bigint | undefined;
  for (;;) {
    const page = await tx.auditEvent.findMany({
      where: from === undefined ? {} : { seq: { gt: from } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    });
    if (!page.every((event) => takeStep(walk, event, { head, expectedHead }))) return walk;
    from = page.at(-1)?.seq;
    if (from === undefined || page.length < pageSize) return walk;
  }
}

/** Goes on to this event; false, with the reason in `broken`, where it is not the one that comes next. */
function takeStep(
  walk: Walk,
  event: AuditEvent,
  { head, expectedHead }: { head: Head; expectedHead: Head | undefined },
): boolean {
  walk.broken = whyNotNext(event, walk, head);
  if (walk.broken) return false;
  walk.seq = event.seq;
  walk.hash = event.hash;
  walk.at = event.at;
  if (event.seq === expectedHead?.seq) walk.sawExpected = event.hash === expectedHead.hash;
  return true;
}

/** Says why this row is not the event that comes next; null when it is. */
function whyNotNext(event: AuditEvent, last: Walk, head: Head): string | null {
  const { hash: stored, details, ...rest } = event;
  if (event.seq < 1n || event.seq > head.seq)
    return `event ${event.seq} stands outside of the chain, which goes from 1 to ${head.seq}`;
  if (event.seq === last.seq) return `event ${event.seq} is there twice`;
  if (event.seq !== last.seq + 1n) return `event ${last.seq + 1n} is missing`;
  if (event.previousHash !== last.hash) return `event ${event.seq} does not follow event ${last.seq}`;
  if (hashLink({ ...rest, details: details as Json }) !== stored) return `event ${event.seq} was changed`;
  if (last.at && event.at.getTime() < last.at.getTime() - clocksDifferMs)
    return `event ${event.seq} tells a time long before event ${last.seq}: it was written later than it says, or the server's clock was set back`;
  return null;
}

function afterWalk({ seq, hash, at, sawExpected }: Walk, { head, events, now }: Frame): string | null {
  if (seq !== head.seq || hash !== head.hash)
    return `the chain ends at event ${seq}, its head says ${head.seq}`;
  if (events !== Number(seq)) return `the table holds ${events} events, the chain has ${seq}`;
  if (at && at.getTime() > now.getTime() + clocksDifferMs)
    return `event ${seq} tells a time that has not come`;
  return sawExpected ? null : 'the chain does not contain the head that was recorded elsewhere';
}

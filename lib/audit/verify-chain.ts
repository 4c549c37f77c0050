import { db } from '../db/client';
import { genesisHash, hashLink } from './audit-event';
import type { Json } from './canonical-json';

export type ChainReport = {
  events: number;
  head: { seq: string; hash: string };
  /** The first place where the chain does not hold, in words; null when it holds from end to end. */
  broken: string | null;
};

/** Events read at once: some 2 MB, so that a million events need no more memory than ten thousand. */
const pageSize = 5_000;

/**
 * Reads the whole chain in order and recomputes every hash. Finds edited, removed, inserted and reordered events, and a
 * cut tail as long as the head row was not rewritten too; against that, keep the printed head elsewhere and pass it as
 * `expectedHead`.
 */
export async function verifyChain(expectedHead?: { seq: bigint; hash: string }): Promise<ChainReport> {
  const head = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  let seq = 0n;
  let hash = genesisHash;
  let sawExpected = expectedHead === undefined || expectedHead.seq === 0n;
  const report = (broken: string | null): ChainReport => ({
    events: Number(seq),
    head: { seq: head.seq.toString(), hash: head.hash },
    broken,
  });
  for (;;) {
    const page = await db().auditEvent.findMany({
      where: { seq: { gt: seq } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    });
    for (const event of page) {
      if (event.seq > head.seq) break;
      if (event.seq !== seq + 1n) return report(`event ${seq + 1n} is missing`);
      if (event.previousHash !== hash) return report(`event ${event.seq} does not follow event ${seq}`);
      const { hash: stored, details, ...rest } = event;
      if (hashLink({ ...rest, details: details as Json }) !== stored)
        return report(`event ${event.seq} was changed`);
      seq = event.seq;
      hash = stored;
      if (expectedHead && seq === expectedHead.seq) sawExpected = hash === expectedHead.hash;
    }
    if (page.length < pageSize) break;
  }
  if (seq !== head.seq || hash !== head.hash)
    return report(`the chain ends at event ${seq}, its head says ${head.seq}`);
  if (!sawExpected) return report('the chain does not contain the head that was recorded elsewhere');
  return report(null);
}

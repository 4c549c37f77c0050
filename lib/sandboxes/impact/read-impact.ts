import { db } from '../../db/client';
import type { Prisma } from '../../db/generated/client';
import { databaseNow } from '../../db/transaction';
import { productDefinition } from '../../products/product';
import { openStates } from '../../requests/request';
import { clonesOf } from '../clone/is-being-cloned';
import { lookInto, measuredColumns, sumOf } from '../copies/look-into';
import { kindOf } from '../operations/sandbox-operation';

/** How far back "used lately" looks. */
const recentMs = 24 * 3_600_000;

export type Impact = Awaited<ReturnType<typeof readImpact>>;

/**
 * Whom and what it meets when a sandbox is shut, reset, refreshed or destroyed: rows that were written since its baseline, by
 * table, or why that is not known; keys in force and who used them lately; people; and work that is under way or waits for
 * somebody. The caller has seen to it that the actor may know of the sandbox.
 */
export async function readImpact(sandboxId: string) {
  return (await lookAtImpact(sandboxId)).impact;
}

/** The same, with the look into the copy in use that it came from. `decidedId` is the waiting copy that is decided about, if one is. */
export async function lookAtImpact(sandboxId: string, decidedId: string | null = null) {
  const [now, found, clones] = await Promise.all([
    databaseNow(db()),
    db().sandbox.findUniqueOrThrow({ where: { id: sandboxId }, select: impactColumns }),
    db().sandboxCopy.findMany({
      where: clonesOf(sandboxId),
      select: { sandbox: { select: { slug: true } } },
    }),
  ]);
  const { activeCopy, apiKeys, people, product } = found;
  const { schema } = productDefinition.parse(product.definition);
  const look = await lookInto(activeCopy ?? undefined, schema);
  const recent = new Date(now.getTime() - recentMs);
  const impact = {
    /** What was written, by table, most first; tables in which nothing was written are left out. */
    tables: Object.entries(look.written ?? {})
      .map(([table, written]) => ({ table, written, rows: look.rows?.[table]?.rows ?? null }))
      .filter(({ written }) => written > 0)
      .sort((left, right) => right.written - left.written),
    written: look.written && sumOf(look.written),
    whyUnknown: look.whyUnknown,
    inUseSince: activeCopy?.activatedAt ?? activeCopy?.readyAt ?? null,
    keys: apiKeys.map(({ createdBy, ...key }) => ({
      ...key,
      createdBy: createdBy.name,
      isUsedLately: key.lastUsedAt !== null && key.lastUsedAt >= recent,
    })),
    people: people.length,
    peopleSeenLately: people.filter(({ lastSeenAt }) => lastSeenAt !== null && lastSeenAt >= recent).length,
    /** Work that is under way and requests that are open, as a list of words. */
    inFlight: [
      ...found.operations.map(({ kind }) => kindOf(kind).title.toLowerCase()),
      ...clones.map(({ sandbox }) => `the clone ${sandbox.slug}, which is being made`),
      ...found.copies
        .filter(({ id }) => id !== decidedId)
        .map(() => 'a refreshed copy that waits to be activated'),
      ...found.concerning.map(({ number }) => `request #${number}`),
    ],
  };
  return { impact, look };
}

const impactColumns = {
  people: { where: { removedAt: null }, select: { lastSeenAt: true } },
  product: { select: { definition: true } },
  apiKeys: {
    where: { revokedAt: null },
    orderBy: { lastUsedAt: { sort: 'desc', nulls: 'last' } },
    select: { id: true, label: true, lastUsedAt: true, createdBy: { select: { name: true } } },
  },
  activeCopy: { select: measuredColumns },
  operations: {
    where: { state: { in: ['queued', 'running'] } },
    orderBy: { createdAt: 'asc' },
    select: { kind: true },
  },
  copies: { where: { state: 'waiting' }, select: { id: true } },
  concerning: {
    where: { state: { in: [...openStates] } },
    orderBy: { number: 'asc' },
    select: { number: true },
  },
} satisfies Prisma.SandboxSelect;

import { db } from '../../db/client';
import { Prisma } from '../../db/generated/client';
import { databaseNow } from '../../db/transaction';
import type { SandboxState } from '../../sandboxes/sandbox';
import { readNextStages } from './read-next-stages';
import type { NextStage } from './stage';

/** Sandboxes that are read together. */
const pageSize = 500;

/** Passes in which every sandbox is looked at once, whatever moved: an hour, at one a minute. */
const passes = 60;

/** The states that can have a stage ahead. */
const staged = ['ready', 'suspended', 'retired', 'failed', 'cancelled'] as const satisfies SandboxState[];

/**
 * Writes down the next stage of every sandbox whose end somebody moved since the last pass, and of a sixtieth of all others: what
 * moves by itself, such as the last use or a warning that was given, is so at most an hour old. Lists are sorted by what is
 * written; what acts asks anew. Returns how many rows it wrote.
 *
 * A mark is taken away before its sandbox is read, and what was read is written only over the row as it was then: whatever moves
 * the end in between is read by the next pass, with several workers at it, too. What was taken by a worker that died is found
 * within the hour.
 */
export async function storeStages(signal?: AbortSignal, only?: number): Promise<number> {
  const pass = only ?? passAt(await databaseNow(db()));
  let written = 0;
  for (;;) {
    signal?.throwIfAborted();
    const moved = await takeMoved();
    written += await store(moved);
    if (moved.length < pageSize) break;
  }
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const seen = await findShare(pass, after);
    written += await store(seen);
    const last = seen.at(-1);
    if (!last || seen.length < pageSize) return written;
    after = last.id;
  }
}

const passAt = (at: Date) => Math.floor(at.getTime() / 60_000) % passes;

/** A sandbox, and the version of its row. */
type Seen = { id: string; version: string };

async function takeMoved(): Promise<Seen[]> {
  return db().$queryRaw<Seen[]>`
    UPDATE "Sandbox" SET "stageMoved" = false WHERE "id" IN
      (SELECT "id" FROM "Sandbox" WHERE "stageMoved" ORDER BY "id" LIMIT ${pageSize} FOR UPDATE SKIP LOCKED)
    RETURNING "id", "xmin"::text AS "version"`;
}

async function findShare(pass: number, after: string): Promise<Seen[]> {
  const states = Prisma.join(staged.map((state) => Prisma.sql`${state}::"SandboxState"`));
  return db().$queryRaw<Seen[]>`
    SELECT "id", "xmin"::text AS "version" FROM "Sandbox"
    WHERE "state" IN (${states}) AND abs(hashtext("id")::bigint) % ${passes} = ${pass} AND "id" > ${after}
    ORDER BY "id" LIMIT ${pageSize}`;
}

/** Nothing is written over a row that changed since it was seen; it is marked to be read once more. */
async function store(seen: readonly Seen[]): Promise<number> {
  if (seen.length === 0) return 0;
  const stages = await readNextStages(db(), { id: { in: seen.map(({ id }) => id) } });
  const rows = seen.map((each) => rowOf(each, stages.get(each.id) ?? null));
  return db().$executeRaw`
    UPDATE "Sandbox" s SET
      "nextStage" = CASE WHEN s."xmin"::text = n."version" THEN n."act" ELSE s."nextStage" END,
      "nextStageAt" = CASE WHEN s."xmin"::text = n."version" THEN n."at" ELSE s."nextStageAt" END,
      "nextStageBy" = CASE WHEN s."xmin"::text = n."version" THEN n."rule" ELSE s."nextStageBy" END,
      "stageMoved" = s."stageMoved" OR s."xmin"::text <> n."version"
    FROM (VALUES ${Prisma.join(rows)}) AS n("id", "version", "act", "at", "rule")
    WHERE s."id" = n."id" AND (s."xmin"::text <> n."version"
      OR (s."nextStage", s."nextStageAt", s."nextStageBy") IS DISTINCT FROM (n."act", n."at", n."rule"))`;
}

function rowOf({ id, version }: Seen, stage: NextStage | null): Prisma.Sql {
  const { act = null, at = null, rule = null } = stage ?? {};
  return Prisma.sql`(${id}, ${version}, ${act}::text, ${at?.toISOString() ?? null}::timestamp(3), ${rule}::text)`;
}

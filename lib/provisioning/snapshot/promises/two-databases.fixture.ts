import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { afterEach } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { CopyOptions, SnapshotReport } from '../copy-options';
import { copySnapshot } from '../copy-snapshot';

export type Database = Awaited<ReturnType<typeof createDatabase>>;

/** Runs SQL in a session of its own and returns the last statement's rows. */
export async function query<Row = Record<string, unknown>>(
  { url }: Pick<Database, 'url'>,
  sql: string,
): Promise<Row[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const result: unknown = await client.query(sql);
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return hasRows<Row>(last) ? last.rows : [];
  } finally {
    await client.end();
  }
}

function hasRows<Row>(value: unknown): value is { rows: Row[] } {
  return typeof value === 'object' && value !== null && Array.isArray(Reflect.get(value, 'rows'));
}

/** Databases for one test, dropped after it. */
export function useDatabases(): () => Promise<Database> {
  const made: Database[] = [];
  afterEach(async () => {
    await Promise.all(made.splice(0).map((each) => each.drop()));
  });
  return async () => {
    const database = await createDatabase();
    made.push(database);
    return database;
  };
}

/** A copy with a fresh key and two workers. */
export function copy(
  plan: ScrubPlan,
  source: Database,
  target: Database,
  options: Partial<CopyOptions> = {},
): Promise<SnapshotReport> {
  return copySnapshot(plan, { source, target, jobs: 2, key: randomBytes(32), ...options });
}

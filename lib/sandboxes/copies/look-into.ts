import { deriveRolePassword } from '../../credentials/derive-role-password';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { log } from '../../log';
import { measureCopy } from '../../provisioning';
import { sandboxServer } from '../cluster/sandbox-server';
import { withOwnSession } from '../own-session';
import { type CopyMeasure, copyMeasure } from './copy';

/**
 * What was written in a copy in use since it was handed over, by table, from PostgreSQL's own counters. They are evidence only
 * as long as nothing made them begin anew: after a crash of the server all are 0, and a page that said "nothing was written"
 * would be wrong. So a figure is given for all tables, or for none with the reason.
 */
export type Look = {
  /** Null when the database was not to be entered. */
  rows: CopyMeasure | null;
  written: Record<string, number> | null;
  /** Why it is not known what was written, in words; null where it is. */
  whyUnknown: string | null;
};

/** What has to be known of a copy. */
export const measuredColumns = {
  database: true,
  role: true,
  measure: true,
  readyAt: true,
  activatedAt: true,
} as const;

type InUse = {
  database: string | null;
  role: string | null;
  measure: unknown;
  readyAt: Date | null;
};

/** A stored measure; null for none and for one of another release. */
export const parseMeasure = (stored: unknown): CopyMeasure | null =>
  copyMeasure.safeParse(stored).data ?? null;

/** Everything that was written, together. */
export const sumOf = (written: Record<string, number>): number =>
  Object.values(written).reduce((sum, each) => sum + each, 0);

/** Looks into a copy as it is now, under its own role. Never throws for a database that cannot be entered. */
export async function lookInto(copy: InUse | undefined, schema: string): Promise<Look> {
  const measured = copy ? await measure(copy, schema) : null;
  if (!copy || !measured) return unknown('The copy in use could not be looked into just now.');
  const { tables: rows, countingMs } = measured;
  const ageMs = copy.readyAt ? (await databaseNow(db())).getTime() - copy.readyAt.getTime() : null;
  return { rows, ...judge(rows, parseMeasure(copy.measure), { ageMs, countingMs }) };
}

const unknown = (whyUnknown: string): Look => ({ rows: null, written: null, whyUnknown });

/** Pure. The copy was handed over `ageMs` ago, and the counters count for `countingMs`. */
export function judge(
  rows: CopyMeasure,
  handedOver: CopyMeasure | null,
  { ageMs, countingMs }: { ageMs: number | null; countingMs: number | null },
): Pick<Look, 'written' | 'whyUnknown'> {
  if (!handedOver)
    return {
      written: null,
      whyUnknown: 'It was not counted when it was handed over, so there is nothing to compare with.',
    };
  const written = Object.entries(rows).map(
    ([table, { writes }]) => [table, writes - (handedOver[table]?.writes ?? 0)] as const,
  );
  const beganAnew = ageMs === null || countingMs === null || countingMs < ageMs;
  if (beganAnew || written.some(([, count]) => count < 0))
    return {
      written: null,
      whyUnknown:
        'The server’s counters began anew since then, as they do after a crash; what was written before is not counted.',
    };
  return { written: Object.fromEntries(written), whyUnknown: null };
}

async function measure({ database, role }: InUse, schema: string) {
  const clusterUrl = sandboxServer();
  if (!database || !role || !clusterUrl) return null;
  try {
    const place = { database, role, schema, password: deriveRolePassword(role) };
    return await withOwnSession(database, () => measureCopy(place, { clusterUrl }));
  } catch (error) {
    log.warn({ database, error }, 'a copy in use could not be measured');
    return null;
  }
}

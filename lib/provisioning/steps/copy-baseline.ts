import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { Build } from '../build';
import type { BaselineOrder } from '../build-order';
import { copyFiles } from '../cluster/copy-files';
import { copyMethodText, findCopyMethod } from '../cluster/copy-method';
import { type DatabaseMark, readMark } from '../cluster/database-mark';
import { dropObject, exists } from '../cluster/drop-object';
import { assertRoom } from '../cluster/free-space';
import { inTransaction } from '../connect';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step, type StepResult } from '../step';

/**
 * The sealed baseline, copied file by file under a name that no tenant knows. Rights inside come with the files, so the role of
 * the sandbox is used as it is. The baseline has to be as it was sealed: nobody can connect to it, and nobody ever did.
 */
export const copyBaseline: Step = {
  name: 'copy',
  title: 'Copy of the baseline',
  isDone: (build) => isMarked(build, 'copy'),
  async run(build) {
    const { database, fingerprint } = baselineOf(build);
    const { rows } = await readSealed(build);
    const result = await copyWhole(build, database);
    await openToBuilder(build, { rows, fingerprint });
    return result;
  },
};

/** Copies all files of a database that nobody can connect to into the one that is built, whatever an earlier run left there. */
export async function copyWhole(build: Build, template: string): Promise<StepResult> {
  const cluster = await build.cluster();
  const { copyId, attempt } = build.order;
  if (await exists(cluster, 'database', build.building))
    await dropObject(cluster, build.options.ledger, { kind: 'database', name: build.building });
  await build.options.ledger.intend({ kind: 'database', name: build.building, copyId, attempt });
  const by = await findCopyMethod(cluster);
  if (by !== 'clone') await assertRoomFor(build, cluster, template);
  const copied = await copyFiles(cluster, build.building, { template, by });
  build.copied = copied;
  return { bytes: copied.bytes, detail: `Copied ${copyMethodText[by]}.` };
}

/** What the order says of the baseline; `assertOrder` has seen that it does. */
export function baselineOf(build: Build): BaselineOrder {
  const { baseline } = build.order;
  if (!baseline) throw new ProvisioningError('plan_invalid', 'A copy of another database needs a baseline.');
  return baseline;
}

/** The mark of the baseline. Throws `baseline_missing` where it is not there, or is not as it was sealed. */
export async function readSealed(build: Build): Promise<DatabaseMark> {
  const cluster = await build.cluster();
  const { database, fingerprint } = baselineOf(build);
  const objection = await whyNotSealed(cluster, database);
  if (objection) throw new ProvisioningError('baseline_missing', objection);
  const mark = await readMark(cluster, database, build.options.connections.markKey);
  if (mark?.use !== 'baseline' || mark.fingerprint !== fingerprint)
    throw new ProvisioningError(
      'baseline_missing',
      'The baseline on the cluster is not the one on record: it names another structure.',
    );
  return mark;
}

/**
 * Sessions are counted from the moment at which a database is made; neither autovacuum nor a copy of it is one. After a crash
 * of the server the count begins anew, and only the closed door is left as evidence.
 */
async function whyNotSealed(cluster: Client, database: string): Promise<string | null> {
  const { rows } = await cluster.query<{ open: boolean; broken: boolean; own: boolean; sessions: number }>(
    `SELECT d.datallowconn AS open, d.datconnlimit = -2 AS broken, d.datdba = current_user::regrole AS own,
            coalesce(s.sessions, 0)::int AS sessions
       FROM pg_catalog.pg_database d LEFT JOIN pg_catalog.pg_stat_database s ON s.datid = d.oid
      WHERE d.datname = $1`,
    [database],
  );
  const [found] = rows;
  if (!found || found.broken) return 'The baseline is not on the cluster any more.';
  if (!found.own) return 'The baseline belongs to another role of the cluster.';
  if (found.open) return 'The baseline is not sealed: it lets sessions in, so that it may have been changed.';
  if (found.sessions > 0)
    return 'The baseline was opened since it was sealed, so that it may have been changed.';
  return null;
}

async function assertRoomFor(build: Build, cluster: Client, database: string): Promise<void> {
  const { rows } = await cluster.query<{ bytes: string }>('SELECT pg_database_size($1) AS bytes', [database]);
  const bytes = Number(rows[0]?.bytes ?? 0);
  await assertRoom(cluster, { leastBytes: bytes, mostBytes: bytes }, build.options.freeBytesAt);
}

/** Databases begin open to PUBLIC, whatever their template was. */
export async function openToBuilder(
  build: Build,
  known: Pick<DatabaseMark, 'rows' | 'fingerprint'>,
): Promise<void> {
  const cluster = await build.cluster();
  const name = escapeIdentifier(build.building);
  await inTransaction(cluster, async () => {
    await cluster.query(`
      REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
      ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await build.setMark(build.building, { ...known, done: ['copy'] });
  });
}

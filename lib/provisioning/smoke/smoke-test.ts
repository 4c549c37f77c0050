import { type Client, DatabaseError, escapeIdentifier } from 'pg';
import { readSequencePositions } from '../catalogue/read-sequences';
import { openConnection } from '../connect';
import { failureOf, toProvisioningError } from '../provisioning-error';
import { setBack, whyNotSetBack } from './sequence-positions';

/**
 * Tries a copy as an integration will, before anybody is let in: signs in under the sandbox's own role, lists and reads each
 * kind of record that the product serves, and adds the row that its definition names. All of it is one transaction that
 * is rolled back; sequences, which no rollback reaches, are set back to where they stood. So the copy is as it was. It is for
 * a copy that nobody was let into yet: a number that somebody took meanwhile would be given out again.
 *
 * It writes nothing where nothing is named, and where the role may not write or may not set a sequence back. The result never
 * holds a value of a row. It never rejects: a copy that cannot be tried has failed its test.
 */
export type SmokeOrder = {
  database: string;
  schema: string;
  role: string;
  password: string;
  /** What the records API serves, by the name in its address. */
  records: Readonly<Record<string, { table: string; key: string }>>;
  /** The row that the product's vendor names for the test. */
  write: { table: string; values: Readonly<Record<string, unknown>> } | null;
};

export type SmokeReport = {
  outcome: 'passed' | 'failed' | 'skipped';
  /** Where it failed; null where it failed outside of any, and where it did not. */
  step: 'sign_in' | 'list' | 'read' | 'write' | null;
  /** How many kinds of records were listed, and of how many one was read. */
  listed: number;
  read: number;
  written: boolean;
  /** What is to be known, in words: why it failed, or why nothing was written. */
  note: string | null;
};

/** A page of records takes milliseconds; the records API gives up after as long. */
const statementTimeoutMs = 5_000;

/** Why a test ends before its end, and where. */
class Failed extends Error {
  constructor(
    readonly step: NonNullable<SmokeReport['step']>,
    readonly note: string,
  ) {
    super(note);
  }
}

export async function smokeTest(
  order: SmokeOrder,
  { clusterUrl }: { clusterUrl: string },
): Promise<SmokeReport> {
  const report: SmokeReport = {
    outcome: 'passed',
    step: null,
    listed: 0,
    read: 0,
    written: false,
    note: null,
  };
  try {
    const client = await signIn(order, clusterUrl);
    try {
      await tryOut(client, order, report);
    } finally {
      await client.end().catch(() => undefined);
    }
    const isEmpty = report.listed === 0 && !report.written;
    return isEmpty
      ? { ...report, outcome: 'skipped', note: 'The product names nothing to list or to write.' }
      : report;
  } catch (thrown) {
    const { step, note } = thrown instanceof Failed ? thrown : { step: null, note: describe(thrown) };
    return { ...report, outcome: 'failed', step, written: false, note };
  }
}

async function signIn(order: SmokeOrder, clusterUrl: string): Promise<Client> {
  try {
    return await openConnection(clusterUrl, {
      side: 'target',
      applicationName: 'sandgate/smoke-test',
      database: order.database,
      user: { name: order.role, password: order.password },
      statementTimeoutMs,
      // As the sandbox's own sessions have it, since triggers and defaults of the product name things by it.
      settings: { search_path: `${escapeIdentifier(order.schema)},public` },
    });
  } catch (thrown) {
    throw new Failed('sign_in', describe(thrown));
  }
}

async function tryOut(client: Client, order: SmokeOrder, report: SmokeReport): Promise<void> {
  const { schema } = order;
  const fixed = await whyNotSetBack(client, schema);
  const before = fixed ? [] : await readSequencePositions(client, [schema]);
  await client.query('BEGIN');
  try {
    for (const [name, { table, key }] of Object.entries(order.records))
      await tryRecords(client, { name, key, from: qualified(order.schema, table) }, report);
    report.note = (await whyNotWrite(client, order)) ?? fixed;
    if (report.note === null) await tryWrite(client, order, report);
  } finally {
    await client.query('ROLLBACK');
    if (!fixed) await setBack(client, schema, before);
    // What it did is counted before whoever looks at the counters next, so that it is no use of the sandbox.
    await client.query('SELECT pg_catalog.pg_stat_force_next_flush()');
  }
}

const qualified = (schema: string, table: string) => `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;

async function tryRecords(
  client: Client,
  { name, key, from }: { name: string; key: string; from: string },
  report: SmokeReport,
): Promise<void> {
  const column = `t.${escapeIdentifier(key)}`;
  const body = 'pg_catalog.row_to_json(t)::text AS body';
  const [first] = await attempt(client, 'list', `records "${name}"`, {
    text: `SELECT ${column}::text AS id, ${body} FROM ${from} AS t ORDER BY ${column} LIMIT 1`,
  });
  report.listed += 1;
  if (!first?.id) return;
  const [again] = await attempt(client, 'read', `records "${name}"`, {
    text: `SELECT ${body} FROM ${from} AS t WHERE ${column} = $1 LIMIT 1`,
    values: [first.id],
  });
  if (!again) throw new Failed('read', `The first of the records "${name}" is not found by its key.`);
  report.read += 1;
}

/** Null when the named row may be written and everything set back. */
async function whyNotWrite(client: Client, { schema, write }: SmokeOrder): Promise<string | null> {
  if (!write) return 'Nothing was written: the product’s definition names no row for it.';
  const { rows } = await client.query<{ may: boolean | null }>(
    `SELECT pg_catalog.has_table_privilege(pg_catalog.to_regclass($1), 'INSERT') AS may`,
    [qualified(schema, write.table)],
  );
  if (rows[0]?.may === false)
    return `Nothing was written: the sandbox’s role may add no row to "${write.table}".`;
  return null;
}

async function tryWrite(client: Client, { schema, write }: SmokeOrder, report: SmokeReport): Promise<void> {
  if (!write) return;
  const names = Object.keys(write.values);
  const columns = names.map((name) => escapeIdentifier(name)).join(', ');
  const places = names.map((_name, at) => `$${at + 1}`).join(', ');
  const filling = names.length > 0 ? `(${columns}) VALUES (${places})` : 'DEFAULT VALUES';
  const added = await attempt(client, 'write', `"${write.table}"`, {
    text: `INSERT INTO ${qualified(schema, write.table)} ${filling} RETURNING 'added' AS id`,
    values: Object.values(write.values).map(asText),
  });
  if (added.length !== 1)
    throw new Failed('write', `A rule of the database left the row of "${write.table}" out.`);
  await attempt(client, 'write', `"${write.table}"`, { text: 'SET CONSTRAINTS ALL IMMEDIATE' });
  report.written = true;
}

/** As the column's type reads it. */
function asText(value: unknown): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

async function attempt(
  client: Client,
  step: Failed['step'],
  what: string,
  statement: { text: string; values?: (string | null)[] },
): Promise<{ id: string }[]> {
  try {
    return (await client.query<{ id: string }>(statement)).rows;
  } catch (thrown) {
    throw new Failed(step, `${verbs[step]} ${what} failed: ${describe(thrown)}`);
  }
}

const verbs = { sign_in: 'Signing in to', list: 'Listing', read: 'Reading', write: 'Writing to' } as const;

/** Names and codes of a refusal alone: its message and detail may quote values. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof DatabaseError))
    return failureOf(toProvisioningError(thrown, 'target', 'trying the copy')).message;
  const { code, constraint, table, column } = thrown;
  const named = [
    constraint && `constraint "${constraint}"`,
    table && `table "${table}"`,
    column && `column "${column}"`,
  ].filter(Boolean);
  const where = named.length > 0 ? `, ${named.join(', ')}` : '';
  return code === '57014' ? 'It took over 5 seconds.' : `PostgreSQL refused it (${code}${where}).`;
}

import { createHash } from 'node:crypto';
import type { Tx } from '../db/transaction';

/**
 * What keeps the audit's two tables as they were made: which columns they have, which triggers stand on them and what
 * these do, and that nothing stands between a reader and the rows. Events that are added by way of a second table, a rule,
 * a policy or a trigger that was replaced leave the chain itself in order; they are found here.
 */

type Table = { columns: readonly string[]; triggers: Readonly<Record<string, Trigger>> };

/** The function that a trigger runs, by its name and the hash of `functionFacts`, and when: pg_trigger.tgtype. */
type Trigger = { function: string; when: number };

const tables: Readonly<Record<string, Table>> = {
  AuditEvent: {
    columns: [
      'seq bigint',
      'at timestamp(3) with time zone',
      'actorId text',
      'actorName text',
      'actorRole text',
      'event text',
      'subjectType text',
      'subjectId text',
      'organizationId text',
      'details jsonb',
      'previousHash text',
      'hash text',
    ],
    triggers: {
      audit_event_is_append_only: { function: 'refuse_change', when: 58 },
      audit_event_is_the_next: { function: 'let_next_event_in', when: 7 },
      audit_event_moves_head: { function: 'move_audit_head', when: 5 },
    },
  },
  AuditHead: {
    columns: ['id integer', 'seq bigint', 'hash text'],
    triggers: {
      audit_head_stays: { function: 'refuse_change', when: 42 },
      audit_head_follows: { function: 'keep_head_at_last_event', when: 19 },
      audit_head_is_one: { function: 'refuse_change', when: 6 },
    },
  },
};

/** First 16 hexadecimal digits of SHA-256 over what a function does; a migration that replaces one changes them here. */
const functions: Readonly<Record<string, string>> = {
  refuse_change: '8d27530755890173',
  let_next_event_in: '4d1bf188708c0e29',
  move_audit_head: '86229c9c3dd06d62',
  keep_head_at_last_event: 'e152392a7ca01691',
};

type TableRow = {
  name: string;
  kind: string;
  columns: string[];
  related: number;
  rules: number;
  policies: boolean;
  unique: boolean;
};
type TriggerRow = {
  table: string;
  name: string;
  enabled: string;
  when: number;
  conditional: boolean;
  function: string;
  does: string;
};

/**
 * Says in a sentence each what is not as the migrations made it; none when all is. The names are looked up in the schema
 * public, whatever the session's search_path says.
 */
export async function readGuards(tx: Tx): Promise<string[]> {
  const found = await tx.$queryRaw<TableRow[]>`
    SELECT c.relname AS name, c.relkind::text AS kind,
      ARRAY(SELECT a.attname || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum) AS columns,
      (SELECT count(*)::int FROM pg_catalog.pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)) AS related,
      (SELECT count(*)::int FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid) AS rules,
      c.relrowsecurity AS policies,
      EXISTS (SELECT FROM pg_catalog.pg_index x WHERE x.indrelid = c.oid AND x.indisprimary AND x.indisvalid
              AND x.indisready AND x.indkey::text = '1') AS unique
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${Object.keys(tables)})`;
  const triggers = await tx.$queryRaw<TriggerRow[]>`
    SELECT c.relname AS table, t.tgname AS name, t.tgenabled::text AS enabled, t.tgtype::int AS when,
      t.tgqual IS NOT NULL OR t.tgnargs > 0 OR t.tgattr::text <> '' AS conditional, p.proname AS function,
      concat_ws(' ', l.lanname, p.prosecdef, p.proconfig::text, p.prosrc) AS does
    FROM pg_catalog.pg_trigger t
    JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
    JOIN pg_catalog.pg_language l ON l.oid = p.prolang
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY (${Object.keys(tables)})
    ORDER BY t.tgname`;
  return Object.entries(tables).flatMap(([name, table]) => {
    const row = found.find((each) => each.name === name);
    if (!row) return [`the table "${name}" is missing`];
    const own = triggers.filter((each) => each.table === name);
    return [...tableFindings(row, table), ...triggerFindings(name, own, table)];
  });
}

function tableFindings(row: TableRow, { columns }: Table): string[] {
  const { name } = row;
  const wrong: [boolean, string][] = [
    [row.kind !== 'r', `"${name}" is no plain table`],
    [
      row.columns.join() !== columns.join(),
      `the columns of the table "${name}" are not those that are hashed`,
    ],
    [row.related > 0, `the table "${name}" inherits rows from another table or lends its own to one`],
    [row.rules > 0, `a rule rewrites statements on the table "${name}"`],
    [row.policies, `row security is on for the table "${name}", and can hide rows`],
    [!row.unique, `the table "${name}" has no valid primary key`],
  ];
  return wrong.filter(([is]) => is).map(([, sentence]) => sentence);
}

function triggerFindings(table: string, found: readonly TriggerRow[], { triggers }: Table): string[] {
  const missing = Object.keys(triggers)
    .filter((name) => !found.some((each) => each.name === name))
    .map((name) => `the trigger "${name}" on the table "${table}" is missing`);
  const wrong = found.flatMap((row) => {
    const known = triggers[row.name];
    if (!known) return [`the table "${table}" has a trigger "${row.name}" that is not ours`];
    if (row.enabled !== 'A')
      return [`the trigger "${row.name}" on the table "${table}" is not always enabled`];
    const does = createHash('sha256').update(row.does).digest('hex').slice(0, 16);
    const isOurs =
      row.function === known.function &&
      row.when === known.when &&
      !row.conditional &&
      functions[row.function] === does;
    return isOurs ? [] : [`the trigger "${row.name}" on the table "${table}" was replaced`];
  });
  return [...missing, ...wrong];
}

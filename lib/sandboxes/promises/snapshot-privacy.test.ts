import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { canariesOf } from '@/demo/fabrica/canaries';
import { certificate } from '../../certificate-format/certificate';
import { clock } from '../../clock';
import { db } from '../../db/client';
import { env } from '../../env';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../../provisioning/catalogue/catalogue';
import { withConnection } from '../../provisioning/connect';
import { checkPlan } from '../../provisioning/plan-check/check-plan';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { connectProduction, useProduction } from '../../testing/production';
import { decideOpen, readSource, signSnapshot } from '../../testing/signed-snapshots';
import { useWorkerProcesses } from '../../testing/worker-processes';
import { createWorld, type World } from '../../testing/world';
import { unfinished } from './builds.fixture';

/**
 * Two snapshots of one tenant, asked for, signed and built as in production, by a worker process that logs all it can;
 * then everything that they left anywhere is searched for what must not have left production.
 */
useControlDatabase();
const production = useProduction();
const workers = useWorkerProcesses();
let world: World;
const sandboxes: { id: string; database: string }[] = [];
let writesBefore: unknown;
let writing = 0;

const productionName = () => new URL(production.url()).pathname.slice(1);
const inProduction = <Row extends Record<string, unknown>>(sql: string) =>
  asSuperuser<Row>(sql, [], productionName());

beforeAll(async () => {
  world = await createWorld({ quota: null });
  await connectProduction(world);
  writesBefore = await stateOfProduction();
  let isOver = false;
  const watching = watchWriters(() => isOver);
  await readSource(world);
  await decideOpen(world);
  await workers.start(1, 2);
  await signSnapshot(world);
  await signSnapshot(world);
  while ((await unfinished()) > 0) await clock.sleep(250);
  isOver = true;
  await watching;
  for (const { id, database } of await db().sandboxCopy.findMany({ where: { state: 'active' } }))
    sandboxes.push({ id, database: database ?? '' });
  expect(sandboxes).toHaveLength(2);
}, 900_000);

/** Rows of every table by checksum, and how often any was written. */
async function stateOfProduction(): Promise<unknown> {
  const tables = await inProduction<{ name: string }>(
    `SELECT quote_ident(relname) AS name FROM pg_class
      WHERE relnamespace = 'cascade'::regnamespace AND relkind IN ('r', 'm') ORDER BY 1`,
  );
  const sums: Record<string, unknown> = {};
  for (const { name } of tables)
    [sums[name]] = await inProduction(
      `SELECT count(*)::int AS n, md5(string_agg(t::text, ',' ORDER BY t::text)) AS sum FROM cascade.${name} t`,
    );
  const [writes] = await inProduction(
    `SELECT sum(n_tup_ins)::int AS ins, sum(n_tup_upd)::int AS upd, sum(n_tup_del)::int AS del FROM pg_stat_user_tables`,
  );
  return { sums, writes };
}

/** Counts sessions in production that were given a transaction id, which only a writer is. */
async function watchWriters(isOver: () => boolean): Promise<void> {
  const client = new Client(production.url());
  await client.connect();
  while (!isOver()) {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND backend_xid IS NOT NULL`,
    );
    writing += rows[0]?.n ?? 0;
    await clock.sleep(25);
  }
  await client.end();
}

const planted = canariesOf('cascade');
const canaries = planted.map(({ value }) => value);
const holding = (text: string) => canaries.filter((canary) => text.includes(canary));

/** Every row of every table and all planner statistics and comments of a database, as text, by place. */
async function textOf(database: string): Promise<Map<string, string>> {
  const tables = await asSuperuser<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
      WHERE relkind IN ('r', 'm') AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_toast'`,
    [],
    database,
  );
  const places = new Map<string, string>();
  for (const place of [...tables.map(({ name }) => name), 'pg_stats', 'pg_description', 'pg_attrdef']) {
    const [row] = await asSuperuser<{ text: string | null }>(
      `SELECT string_agg(t::text, E'\\n') AS text FROM ${place} t`,
      [],
      database,
    );
    places.set(place, row?.text ?? '');
  }
  return places;
}

describe('a snapshot built through the desk', () => {
  test('holds no canary, and none is in the control database, its queue, its audit or the worker’s log', async () => {
    const control = new URL(env().DATABASE_URL ?? '').pathname.slice(1);
    const found: string[] = [];
    let bytes = 0;
    for (const database of [control, ...sandboxes.map((each) => each.database)])
      for (const [place, text] of await textOf(database)) {
        bytes += text.length;
        found.push(...holding(text).map((canary) => `${place}: ${canary}`));
      }
    const log = workers.log();
    expect(log).toContain('worker started');
    found.push(...holding(log).map((canary) => `log: ${canary}`));
    const raw = await textOf(productionName());
    const places = [...raw].filter(([, text]) => holding(text).length > 0).map(([place]) => place);
    console.warn(
      `${canaries.length} canaries, in ${places.length} places of production; ${found.length} found in ${bytes} characters ` +
        `of control database and sandboxes and ${log.length} of log`,
    );
    expect(found).toEqual([]);
    // The proof itself looked for what its product names, and says in how many rows of production that stands.
    for (const { document } of await db().certificate.findMany())
      expect(certificate.parse(document).canaries).toMatchObject({
        texts: 1,
        sourceRows: expect.toSatisfy((rows: number) => rows > 10),
      });
    // The same search finds them where nothing is masked.
    expect(places.length).toBeGreaterThan(10);
    const comment = planted.find(({ place }) => place === 'catalogue')?.value ?? 'none';
    expect(holding(raw.get('pg_description') ?? '')).toContain(comment);
  });

  test('leaves production untouched, to which neither the reader’s rights nor its sessions would let it write', async () => {
    expect(await stateOfProduction()).toEqual(writesBefore);
    expect(writing).toBe(0);
    const reader = new Client(env().SOURCE_URLS.fabrica);
    await reader.connect();
    // Its sessions begin read-only; its rights must do without that.
    await reader.query('SET default_transaction_read_only = off');
    for (const sql of ['DELETE FROM cascade.users', 'CREATE TABLE cascade.mine (a int)'])
      await expect(reader.query(sql)).rejects.toMatchObject({ code: '42501' });
    await reader.end();
    const session = { side: 'source', applicationName: 'a test' } as const;
    await withConnection(production.url(), session, async (superuser) => {
      await expect(superuser.query('DELETE FROM cascade.users')).rejects.toMatchObject({ code: '25006' });
    });
    // The same comparison sees a write.
    await inProduction(`UPDATE cascade.users SET phone = phone WHERE id = 5`);
    await expect.poll(stateOfProduction).not.toEqual(writesBefore);
  });

  test('holds as many joined rows on each foreign key as production, and shares no pseudonym with the other', async () => {
    const edges = await inProduction<{ name: string; sql: string }>(
      `SELECT conname AS name, format('SELECT count(*)::int AS n FROM %%1$s.%I c JOIN %%1$s.%I p ON (%s) = (%s)',
          (SELECT relname FROM pg_class WHERE oid = conrelid), (SELECT relname FROM pg_class WHERE oid = confrelid),
          (SELECT string_agg(format('c.%I', attname), ', ' ORDER BY ord) FROM unnest(conkey) WITH ORDINALITY k (n, ord)
             JOIN pg_attribute ON attrelid = conrelid AND attnum = n),
          (SELECT string_agg(format('p.%I', attname), ', ' ORDER BY ord) FROM unnest(confkey) WITH ORDINALITY k (n, ord)
             JOIN pg_attribute ON attrelid = confrelid AND attnum = n)) AS sql
         FROM (SELECT conname, conkey, confkey, conrelid, confrelid FROM pg_constraint
                WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'cascade'::regnamespace) AS keys`,
    );
    const count = async (sql: string, schema: string, database: string) =>
      (await asSuperuser<{ n: number }>(sql.replaceAll('%1$s', schema), [], database))[0]?.n;
    let joined = 0;
    for (const { name, sql } of edges) {
      const expected = await count(sql, 'cascade', productionName());
      for (const { database } of sandboxes) expect(await count(sql, 'app', database), name).toBe(expected);
      joined += expected ?? 0;
    }
    const [one, two] = await Promise.all(sandboxes.map(pseudonyms));
    const common = [...(one ?? [])].filter((value) => two?.has(value));
    console.warn(
      `${edges.length} join edges, ${joined} joined rows, all kept; ${one?.size} pseudonyms in one snapshot and ${two?.size} in the other, ${common.length} in common`,
    );
    expect(one?.size).toBeGreaterThan(50);
    expect(common).toEqual([]);
  });

  test('does not give itself away to a dictionary of likely values, hashed in the usual ways', async () => {
    const likely = await inProduction<{ value: string }>(
      `SELECT unnest(ARRAY[email, phone, national_id]) AS value FROM cascade.users
       UNION SELECT unnest(ARRAY[email, phone]) FROM cascade.customer_contacts UNION SELECT id::text FROM cascade.users`,
    );
    const guesses = dictionary(likely.flatMap(({ value }) => value ?? []));
    const texts = [...(await textOf(sandboxes[0]?.database ?? '')).values()].join('\n');
    const matches = matchesIn(texts, guesses);
    const cards = await asSuperuser<{ card: string }>(
      'SELECT card_number AS card FROM app.supplier_bank_accounts WHERE card_number IS NOT NULL',
      [],
      sandboxes[0]?.database,
    );
    const passing = cards.filter(({ card }) => passesLuhn(card)).length;
    console.warn(
      `${likely.length} likely values, ${guesses.size} hashes, ${texts.length} characters: ${matches} matches; ${passing} of ${cards.length} cards pass Luhn`,
    );
    expect(matches).toBe(0);
    expect(cards.length).toBeGreaterThan(0);
    expect(passing).toBe(0);
    const given = createHash('sha1').update(`${likely[0]?.value}`).digest('hex');
    expect(matchesIn(`${texts} x${given.toUpperCase()}`, guesses)).toBeGreaterThan(0);
  });

  test('is refused for each single column that nobody has classified', async () => {
    const latest = await db().scrubPlanVersion.findFirstOrThrow({ orderBy: { version: 'desc' } });
    const plan = scrubPlan.parse(latest.document);
    const catalogue = await withConnection(
      production.url(),
      { side: 'source', applicationName: 'a test' },
      (client) => readCatalogue(client, plan.schemas),
    );
    const columns = Object.entries(plan.tables).flatMap(([table, entry]) =>
      Object.keys(entry.columns).map((column) => ({ table, column })),
    );
    let refused = 0;
    for (const { table, column } of columns) {
      const open = structuredClone(plan);
      Object.assign(open.tables[table]?.columns[column] ?? {}, { class: 'unclassified', mask: undefined });
      const { refusals } = await checkPlan(open, catalogue);
      if (refusals.some((each) => each.table === table && each.column === column)) refused += 1;
    }
    console.warn(`unclassified: refused ${refused} of ${columns.length}`);
    expect(refused).toBe(columns.length);
    expect(refused).toBeGreaterThan(200);
  });
});

/** Values of text columns that the certificate says were all replaced by others. */
async function pseudonyms({ id, database }: { id: string; database: string }): Promise<Set<string>> {
  const stored = await db().certificate.findFirstOrThrow({ where: { copyId: id } });
  const values = new Set<string>();
  for (const { table, columns } of certificate.parse(stored.document).tables)
    for (const { column, mask, expectation } of columns) {
      if (expectation !== 'absent' || !['mail', 'token', 'pseudonym'].includes(mask)) continue;
      const name = `app.${table.split('.')[1]}`;
      const rows = await asSuperuser<{ v: string }>(
        `SELECT "${column}"::text AS v FROM ${name} WHERE length("${column}"::text) > 12`,
        [],
        database,
      );
      for (const { v } of rows) values.add(v);
    }
  return values;
}

const window = 14;

/** The beginnings of hashes of likely values, as they are written and in small letters, plain and with obvious salts. */
function dictionary(likely: string[]): Set<string> {
  const guesses = new Set<string>();
  const salts = ['', 'salt', 'sandgate', 'fabrica', 'cascade', 'secret'];
  for (const value of likely)
    for (const text of new Set([value, value.toLowerCase(), value.replace(/\D/g, '')].filter(Boolean)))
      for (const salted of salts.flatMap((salt) => [salt + text, text + salt]))
        for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512']) {
          const hash = createHash(algorithm).update(salted).digest();
          guesses.add(hash.toString('hex').slice(0, window));
          guesses.add(hash.toString('base64').slice(0, window));
          guesses.add(hash.toString('base64url').slice(0, window));
        }
  return guesses;
}

function matchesIn(text: string, guesses: ReadonlySet<string>): number {
  let matches = 0;
  for (const run of text.match(/[A-Za-z0-9+/_-]{14,}/g) ?? [])
    for (const written of new Set([run, run.toLowerCase()]))
      for (let at = 0; at + window <= written.length; at += 1)
        if (guesses.has(written.slice(at, at + window))) matches += 1;
  return matches;
}

function passesLuhn(card: string): boolean {
  const digits = [...card.replace(/\D/g, '')].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0;
}

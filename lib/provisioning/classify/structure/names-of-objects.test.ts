import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { readCatalogue } from '../../catalogue/catalogue';
import { checkPlan } from '../../plan-check/check-plan';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { copySnapshot } from '../../snapshot/copy-snapshot';
import { planFor } from '../../snapshot/plan.fixture';
import { type Database, query, useDatabases } from '../../snapshot/promises/two-databases.fixture';
import { personInName } from './names-of-people';
import { readSafeTexts } from './read-safe-texts';
import { scanStructure } from './scan-structure';

/** Every kind of object that has a name of its own, each called by somebody. */

const database = useDatabases();
const kinds: [kind: string, name: string, makes: string][] = [
  ['sequence', 'ingrid.solberg@inbox.example', 'CREATE SEQUENCE "NAME"'],
  ['table', '+49 170 1234567', 'CREATE TABLE "NAME" (id int PRIMARY KEY)'],
  ['column', 'mail of tarek.haddad@inbox.example', 'ALTER TABLE thing ADD "NAME" int'],
  ['constraint', 'not_ingrid_solberg', 'ALTER TABLE thing ADD CONSTRAINT "NAME" CHECK (id > 0)'],
  ['index', 'Ingrid Solberg', 'CREATE INDEX "NAME" ON thing (id)'],
  ['view', 'export_Ingrid_Solberg', 'CREATE VIEW "NAME" AS SELECT id FROM thing'],
  [
    'materialized view',
    'view of jan@inbox.example',
    'CREATE MATERIALIZED VIEW "NAME" AS SELECT id FROM thing',
  ],
  ['composite type', 'a@inbox.example', 'CREATE TYPE "NAME" AS (a int)'],
  ['enum', 'b@inbox.example', `CREATE TYPE "NAME" AS ENUM ('x')`],
  ['domain', 'c@inbox.example', 'CREATE DOMAIN "NAME" AS int'],
  ['range', 'd@inbox.example', 'CREATE TYPE "NAME" AS RANGE (subtype = int4)'],
  ['function', 'e@inbox.example', `CREATE FUNCTION "NAME"() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
  ['argument', 'f@inbox.example', `CREATE FUNCTION plain("NAME" int) RETURNS int LANGUAGE sql AS 'SELECT 1'`],
  [
    'trigger',
    'g@inbox.example',
    `CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER "NAME" BEFORE INSERT ON thing FOR EACH ROW EXECUTE FUNCTION fired()`,
  ],
  ['policy', 'h@inbox.example', 'CREATE POLICY "NAME" ON thing USING (true)'],
  ['rule', 'i@inbox.example', 'CREATE RULE "NAME" AS ON DELETE TO thing DO INSTEAD NOTHING'],
  ['statistics', 'j@inbox.example', 'CREATE STATISTICS "NAME" ON id, other FROM thing'],
  ['collation', 'k@inbox.example', `CREATE COLLATION "NAME" (provider = icu, locale = 'de')`],
  ['table', 'l@inbox.example', 'CREATE TABLE "NAME" PARTITION OF parted FOR VALUES IN (1)'],
];
const people = /ingrid|solberg|tarek|haddad|inbox|1234567/i;

async function ask<T>({ url }: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('SET search_path = pg_catalog');
    return await work(client);
  } finally {
    await client.end();
  }
}

const scan = (source: Database) =>
  ask(source, async (client) => scanStructure(await readSafeTexts(client, ['tenant'])));

const refusals = (source: Database, plan: ScrubPlan) =>
  ask(source, async (client) => {
    const catalogue = await readCatalogue(client, ['tenant']);
    const verdict = await checkPlan(plan, catalogue, { client, server: plan.source.server });
    return verdict.refusals;
  });

it('an object that is called by somebody is found by its kind and shape, decided by a person, and looked for in the copy', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; SET search_path = tenant;
     CREATE TABLE thing (id int PRIMARY KEY, other int); CREATE TABLE parted (id int) PARTITION BY LIST (id);
     ${kinds.map(([, name, makes]) => makes.replaceAll('NAME', name)).join('; ')}`,
  );
  const plan = await planFor(source.url, ['tenant']);
  const found = await scan(source);
  const places = Object.keys(found);
  for (const [kind] of kinds)
    expect(places.filter((place) => place.startsWith(`name of ${kind} `))).not.toEqual([]);
  expect(JSON.stringify(found)).not.toMatch(people);
  expect(Object.values(found).every(({ decision }) => decision === 'open')).toBe(true);

  const before = await refusals(source, plan);
  expect(new Set(before.map(({ code }) => code))).toEqual(new Set(['structure_open']));
  expect(before.map(({ message }) => message).join('\n')).not.toMatch(people);

  const kept = Object.entries(found).map(([place, finding]) => [
    place,
    { ...finding, decision: 'keep' as const, reason: 'A test.' },
  ]);
  const decided = { ...plan, structure: { ...plan.structure, ...Object.fromEntries(kept) } };
  expect(await refusals(source, decided)).toEqual([]);
  await copySnapshot(decided, { source, target, jobs: 1, key: randomBytes(32) });
  const both = { source, target, jobs: 1 };
  const proof = await proveSnapshot(decided, both);
  expect(proof.failures).toEqual([]);
  expect(proof.structureTexts?.kept).toHaveLength(places.length);

  // Without the decisions the proof names each of them; and so it does for one that the source does not have.
  const undecided = await proveSnapshot(plan, both);
  for (const [kind] of kinds)
    expect(undecided.failures.filter((each) => each.startsWith(`The name of ${kind} `))).not.toEqual([]);
  await query(target, 'CREATE SEQUENCE tenant."vera.lang@inbox.example"');
  const more = await proveSnapshot(decided, both);
  expect(more.failures).toContainEqual(
    expect.stringMatching(/^The name of sequence tenant\.aaaa\.aaaa@.*mail address/),
  );

  // A second one of the same form is not kept with the first.
  await query(source, 'CREATE SEQUENCE tenant."anders.nilsson@inbox.example"');
  expect((await refusals(source, decided)).map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/^The name of sequence .*not what was looked at/),
  );
});

it('names that programmers give are nobody’s', () => {
  const names =
    'mark_as_read,max_items,will_call,orders_2024_01,price_list,bill_to_address,grant_type,page_views,user_id_fkey,jan,may,april_sales,ean_code,idx_orders_status,customer_pkey,sku,jordan_api_key';
  expect(names.split(',').filter(personInName)).toEqual([]);
});

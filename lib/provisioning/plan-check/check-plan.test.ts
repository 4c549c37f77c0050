import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { PlanColumn, ScrubPlan } from '../../plan-format/scrub-plan';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue';
import { planOf } from '../snapshot/plan-of.fixture';
import { checkPlan } from './check-plan';
import type { Refusal, RefusalCode } from './refusal';

const structure = `
  CREATE SCHEMA firm;
  CREATE DOMAIN firm.badge AS text CHECK (VALUE ~ '^B[0-9]{6}$');
  CREATE TABLE firm.person (id int PRIMARY KEY, mail text NOT NULL UNIQUE, short varchar(8) UNIQUE, name text NOT NULL, nick text,
    badge firm.badge, age int CHECK (age BETWEEN 18 AND 99), code text CHECK (code LIKE 'C-%'), born date, note text, active boolean,
    CONSTRAINT legacy CHECK (nick <> 'x'));
  ALTER TABLE firm.person DROP CONSTRAINT legacy;
  CREATE UNIQUE INDEX person_nick ON firm.person (lower(nick));
  CREATE UNIQUE INDEX person_note ON firm.person (name) WHERE note = 'chief';
  CREATE TABLE firm.login (mail text REFERENCES firm.person (mail), person int REFERENCES firm.person, day date, UNIQUE (person, day));
  CREATE TABLE firm.room (room int, during daterange, EXCLUDE USING gist (during WITH &&));
  INSERT INTO firm.person (id, mail, short, name, nick, badge, age, code, born)
    SELECT i, 'p' || i || '@firm.example', 's' || i, 'Person ' || i, 'n' || i, 'B' || 100000 + i, 18 + i % 80, 'C-' || i, '1980-01-01' FROM generate_series(1, 100) i;
  INSERT INTO firm.login SELECT 'p' || i || '@firm.example', i, current_date - i FROM generate_series(1, 100) i;
  ALTER TABLE firm.person ADD CONSTRAINT legacy CHECK (nick <> 'n1') NOT VALID`;

const source = { fingerprint: 'f', server: 'test/firm' };
const database = useDatabase();
let catalogue: Catalogue;

beforeAll(async () => {
  await database.client.query(structure);
  await database.client.query('ANALYZE');
  catalogue = await readCatalogue(database.client, ['firm']);
});

type Change = Omit<PlanColumn, 'type'>;
const masked = (name: string, parameters: Record<string, unknown> = {}): Change => ({
  class: 'direct.mail',
  mask: { name, ...parameters },
});
const planWith = (columns: Record<string, Record<string, Change>>): ScrubPlan =>
  planOf(catalogue, source, columns);

async function refusals(plan: ScrubPlan): Promise<Refusal[]> {
  return (await checkPlan(plan, catalogue, { client: database.client, server: source.server })).refusals;
}

it('a plan that keeps everything technical is accepted', async () => {
  expect(await refusals(planWith({}))).toEqual([]);
});

it('a plan that masks tied columns alike with masks that fit is accepted', async () => {
  const plan = planWith({
    'firm.person': {
      mail: masked('mail'),
      name: masked('person_name'),
      nick: masked('pseudonym'),
      born: masked('date_shift', { subject: 'id' }),
    },
    'firm.login': { mail: masked('mail'), day: masked('date_shift', { subject: 'person' }) },
  });
  expect(await refusals(plan)).toEqual([]);
});

/** A mask of documents that names one key. */
const naming = (key: string) => masked('json', { shape: { keys: { [key]: { mask: { name: 'null' } } } } });

describe('keys of documents that a plan names', () => {
  const asked = (key: string, decidedBy?: string) =>
    refusals(planWith({ 'firm.person': { note: { ...naming(key), ...(decidedBy && { decidedBy }) } } }));
  const ofKeys = (all: { code: RefusalCode; message: string }[]) =>
    all.filter(({ code }) => code === 'key_is_data').map(({ message }) => message);

  it('are refused where they may be data, by their shape', async () => {
    for (const key of [
      'Ingrid Solberg',
      '+49 170 1234567',
      'ingrid.solberg@inbox.example',
      'sk_live_4f9a1b7c2d8e',
    ])
      for (const message of ofKeys(await asked(key))) expect(message).not.toContain(key);
    expect(ofKeys(await asked('Ingrid Solberg'))).toEqual([
      expect.stringContaining('looks like no name of a field (Aaaaa Aaaaa)'),
    ]);
    expect(ofKeys(await asked('+49 170 1234567'))[0]).toContain('looks like a phone number');
  });

  it('may have another form where a person wrote them, but none that a detector knows', async () => {
    expect(ofKeys(await asked('Order number', 'Kim'))).toEqual([]);
    expect(ofKeys(await asked('+49 170 1234567', 'Kim'))).toHaveLength(1);
    expect(ofKeys(await asked('orderNumber'))).toEqual([]);
  });
});

describe('each fault is named with its table and column', () => {
  const cases: [string, RefusalCode, string | undefined, () => ScrubPlan][] = [
    [
      'an unclassified column',
      'unclassified',
      'note',
      () => planWith({ 'firm.person': { note: { class: 'unclassified' } } }),
    ],
    [
      'a column without mask',
      'mask_missing',
      'note',
      () => {
        const plan = planWith({});
        const note = plan.tables['firm.person']?.columns.note;
        if (note) delete note.mask;
        return plan;
      },
    ],
    ['an unknown mask', 'mask_unknown', 'note', () => planWith({ 'firm.person': { note: masked('rot13') } })],
    [
      'a column that appeared',
      'column_appeared',
      'note',
      () => {
        const plan = planWith({});
        delete plan.tables['firm.person']?.columns.note;
        return plan;
      },
    ],
    [
      'a column that is gone',
      'column_missing',
      'shoe',
      () => {
        const plan = planWith({});
        const table = plan.tables['firm.person'];
        if (table) table.columns.shoe = { type: 'int4', class: 'technical', mask: { name: 'keep' } };
        return plan;
      },
    ],
    [
      'a changed type',
      'type_changed',
      'age',
      () => {
        const plan = planWith({});
        const age = plan.tables['firm.person']?.columns.age;
        if (age) age.type = 'int8';
        return plan;
      },
    ],
    [
      'a table that appeared',
      'table_appeared',
      undefined,
      () => {
        const plan = planWith({});
        delete plan.tables['firm.room'];
        return plan;
      },
    ],
    [
      'a table that is gone',
      'table_missing',
      undefined,
      () => {
        const plan = planWith({});
        plan.tables['firm.gone'] = { columns: {} };
        return plan;
      },
    ],
    [
      'a sensitive column kept without a reason',
      'kept_without_reason',
      'note',
      () => planWith({ 'firm.person': { note: { class: 'direct.free_text', mask: { name: 'keep' } } } }),
    ],
    [
      'a mask for another type',
      'mask_unsupported',
      'age',
      () => planWith({ 'firm.person': { age: masked('mail') } }),
    ],
    [
      'wrong parameters',
      'mask_unsupported',
      'born',
      () => planWith({ 'firm.person': { born: masked('date_shift', { days: -1 }) } }),
    ],
    [
      'NULL into NOT NULL',
      'not_null_lost',
      'name',
      () => planWith({ 'firm.person': { name: masked('null') } }),
    ],
    [
      'filler in a unique column',
      'uniqueness_lost',
      'mail',
      () =>
        planWith({
          'firm.person': { mail: masked('free_text') },
          'firm.login': { mail: masked('free_text') },
        }),
    ],
    [
      'a unique column that is too short',
      'uniqueness_lost',
      'short',
      () => planWith({ 'firm.person': { short: masked('pseudonym') } }),
    ],
    [
      'a reference left raw while its key is masked',
      'tie_torn',
      'mail',
      () => planWith({ 'firm.person': { mail: masked('mail') } }),
    ],
    [
      'tied columns under different masks',
      'tie_torn',
      'mail',
      () =>
        planWith({ 'firm.person': { mail: masked('mail') }, 'firm.login': { mail: masked('pseudonym') } }),
    ],
    [
      'a link to nowhere',
      'link_unknown',
      undefined,
      () => ({ ...planWith({}), links: [['firm.person.mail', 'firm.person.shoe']] }),
    ],
    [
      'a check that masked rows break',
      'check_broken',
      'code',
      () => planWith({ 'firm.person': { code: masked('pseudonym') } }),
    ],
    [
      'a domain that masked rows break',
      'check_broken',
      'badge',
      () => planWith({ 'firm.person': { badge: masked('token') } }),
    ],
    [
      'a predicate that reads a masked column',
      'uniqueness_lost',
      'note',
      () => planWith({ 'firm.person': { note: masked('free_text') } }),
    ],
    [
      'a per-person shift where days must be unique without the person',
      'uniqueness_lost',
      'day',
      () => planWith({ 'firm.login': { day: masked('year_only') } }),
    ],
    [
      'a range that must not overlap',
      'exclusion_unproven',
      'during',
      () => planWith({ 'firm.room': { during: masked('range', { bound: { name: 'bucket' } }) } }),
    ],
    [
      'structure that nobody has looked at',
      'structure_open',
      undefined,
      () => ({
        ...planWith({}),
        structure: {
          'default of firm.person.note': { found: ['a phone number'], shapes: ['+99'], decision: 'open' },
        },
      }),
    ],
    [
      'a default that is said to be left out',
      'structure_open',
      undefined,
      () => ({
        ...planWith({}),
        structure: {
          'default of firm.person.note': { found: ['a phone number'], shapes: ['+99'], decision: 'drop' },
        },
      }),
    ],
    [
      'a plan for another source',
      'other_source',
      undefined,
      () => ({ ...planWith({}), source: { fingerprint: 'f', server: 'test/other' } }),
    ],
    [
      'a row filter that is no condition',
      'row_filter_broken',
      undefined,
      () => {
        const plan = planWith({});
        const table = plan.tables['firm.login'];
        if (table) table.rowFilter = 'nonsense =';
        return plan;
      },
    ],
  ];
  it.each(cases)('%s: %s', async (_what, code, column, make) => {
    const found = (await refusals(make())).filter((refusal) => refusal.code === code);
    expect(found.map((refusal) => refusal.column)).toContain(column);
    for (const { message } of found) expect(message).not.toMatch(/@firm\.example|Person \d/);
  });
});

it.each([
  'true); SELECT pg_advisory_lock(4242); --',
  'true)); SELECT pg_advisory_lock(4242); SELECT ((1',
  'true) UNION SELECT FROM firm.person WHERE (true',
  'person > 0 OR (true',
  'true)) OR ((true',
  'true) OR (true',
  'true LIMIT 1',
  'true))); DO $$ BEGIN PERFORM pg_advisory_lock(4242); END $$; SELECT (((true',
  'person IN (SELECT id FROM firm.person)',
  'EXISTS (SELECT FROM firm.person p WHERE p.id > 3)',
  'person > (SELECT ascii(mail) FROM firm.person ORDER BY id LIMIT 1)',
  "set_config('sandgate.tenant_0', '7', false) = '7'",
  "pg_catalog.set_config('sandgate.tenant_0', '7', false) = '7'",
  `"set_config"('sandgate.tenant_0', '7', false) = '7'`,
  "person > 0 -- it's\n AND set_config('a.b', '7', false) = '7' -- '",
  "set_config/* */('a.b', '7', false) = '7'",
  "E'\\'' = current_setting('sandgate.tenant_0')",
  "current_setting('sandgate.tenant_0') = '7'",
  'pg_advisory_lock(4242) IS NULL',
  "firm.anything(person) = 'x'",
  "table_to_xml('firm.person', true, true, '') IS NULL",
])('a row filter that is more than a condition is refused, and nothing of it runs: %s', async (filter) => {
  const plan = planWith({});
  const table = plan.tables['firm.login'];
  if (table) table.rowFilter = filter;
  expect((await refusals(plan)).map(({ code }) => code)).toContain('row_filter_broken');
  // Of a table that every tenant shares it is held against the rows of others, too.
  if (table) table.scope = { rows: 'reference', decidedBy: 'pat' };
  expect((await refusals(plan)).map(({ code }) => code)).toContain('row_filter_broken');
  // Locks of the session outlive the transaction that the check rolls back.
  const { rows } = await database.client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4242`,
  );
  expect(rows).toEqual([]);
});

it.each([
  'true -- all of them',
  "person > 0 AND (person % 2 = 0 OR lower('It''s -- (odd)') <> 'x')",
  'coalesce(person, 0) BETWEEN 1 AND 9 AND person IN (1, 2, 3)',
  "now() > '2020-01-01' AND substring('abc' from 2) = 'bc'",
])('a row filter that is a condition over its own row is none of these: %s', async (filter) => {
  const plan = planWith({});
  const table = plan.tables['firm.login'];
  if (table) table.rowFilter = filter;
  expect((await refusals(plan)).map(({ code }) => code)).not.toContain('row_filter_broken');
});

it.each([
  [1, true],
  [2, false],
])('a bucket of whole numbers that is %d wide is no mask: %s', async (width, isRefused) => {
  const plan = planWith({ 'firm.room': { room: masked('bucket', { width }) } });
  const found = (await refusals(plan)).filter(({ column }) => column === 'room');
  expect(found.some(({ message }) => message.includes('keeps every value as it is'))).toBe(isRefused);
});

it('a mask of the same range shift keeps an exclusion constraint, so it is not refused', async () => {
  const plan = planWith({
    'firm.room': { during: masked('range', { bound: { name: 'date_shift', days: 30 } }) },
  });
  expect((await refusals(plan)).filter(({ code }) => code === 'exclusion_unproven')).toEqual([]);
});

it('rows that broke a NOT VALID check before do not refuse the plan', async () => {
  const plan = planWith({ 'firm.person': { nick: masked('pseudonym') } });
  const verdict = await checkPlan(plan, catalogue, { client: database.client, server: source.server });
  expect(verdict.refusals).toEqual([]);
});

it('checking leaves the session as it was and writes nothing', async () => {
  await refusals(planWith({ 'firm.person': { badge: masked('token') } }));
  const { rows } = await database.client.query(
    `SELECT current_setting('sandgate.key', true) AS key, current_setting('search_path') AS path, pg_current_xact_id_if_assigned() AS wrote`,
  );
  expect(rows[0]).toMatchObject({ wrote: null });
  expect(rows[0]?.key ?? '').toBe('');
  expect(rows[0]?.path).toContain('public');
});

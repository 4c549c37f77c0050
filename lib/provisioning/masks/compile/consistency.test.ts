import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { PlanColumn, ScrubPlan } from '../../../plan-format/scrub-plan';
import { type Catalogue, readCatalogue } from '../../catalogue/catalogue';
import { PlanRefused } from '../../plan-check/refusal';
import { planOf } from '../../snapshot/plan-of.fixture';
import { compileSelect } from './compile-select';
import { openMaskSession } from './open-mask-session';

/** The whole way from a plan to masked rows, on a schema whose keys are all of the difficult kinds. */

const structure = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.person (
    id int4 PRIMARY KEY, mail text NOT NULL UNIQUE, born date, name varchar(30), gender text,
    manager int4 REFERENCES shop.person, phone text UNIQUE, code varchar(40) UNIQUE, card text, iban text UNIQUE);
  CREATE TABLE shop.login (mail text REFERENCES shop.person (mail), person int8 REFERENCES shop.person, at timestamptz);
  CREATE TABLE shop.line (a text, b int4, PRIMARY KEY (a, b), parent_a text, parent_b int4,
    FOREIGN KEY (parent_a, parent_b) REFERENCES shop.line);
  CREATE TABLE shop.newsletter (address varchar(60));
  CREATE TABLE shop.event (id int4, who int4 REFERENCES shop.person, at date) PARTITION BY RANGE (id);
  CREATE TABLE shop.event_low PARTITION OF shop.event FOR VALUES FROM (0) TO (100);
  CREATE TABLE shop.event_high PARTITION OF shop.event FOR VALUES FROM (100) TO (1000);
  INSERT INTO shop.person SELECT i, 'Person' || i || '@Mail.example', date '1960-01-01' + i * 7, 'Jo ' || i, 'f',
    nullif(i / 2, 0), '+49 30 ' || 100000 + i, 'code-' || i::int8 * 7919000003, '4111 1111 1111 ' || 1000 + i,
    'DE' || 10 + i % 80 || lpad(i::text, 18, '0') FROM generate_series(1, 500) i;
  INSERT INTO shop.login SELECT 'Person' || i || '@Mail.example', i, now() - make_interval(hours => i) FROM generate_series(1, 500) i;
  INSERT INTO shop.line SELECT 'L' || i, i, 'L' || nullif(i / 3, 0), nullif(i / 3, 0) FROM generate_series(1, 200) i;
  INSERT INTO shop.newsletter SELECT 'person' || i || '@mail.example' FROM generate_series(1, 50) i;
  INSERT INTO shop.event SELECT i, i % 50 + 1, date '2020-01-01' + i FROM generate_series(0, 999) i`;

const database = useDatabase();
let catalogue: Catalogue;

const masked = (name: string, parameters: Record<string, unknown> = {}): Omit<PlanColumn, 'type'> => ({
  class: 'direct.mail',
  mask: { name, ...parameters },
});

function thePlan(): ScrubPlan {
  const plan = planOf(
    catalogue,
    { fingerprint: '', server: '' },
    {
      'shop.person': {
        id: masked('pseudonym'),
        mail: masked('mail'),
        born: masked('date_shift', { subject: 'id' }),
        manager: masked('pseudonym'),
        name: masked('person_name', { genderColumn: 'gender' }),
        phone: masked('phone'),
        code: masked('digits', { letters: 'keep' }),
        card: masked('card'),
        iban: masked('iban'),
      },
      'shop.login': {
        mail: masked('mail'),
        person: masked('pseudonym'),
        at: masked('date_shift', { subject: 'person' }),
      },
      'shop.line': {
        a: masked('pseudonym'),
        b: masked('pseudonym'),
        parent_a: masked('pseudonym'),
        parent_b: masked('pseudonym'),
      },
      'shop.newsletter': { address: masked('mail') },
      'shop.event': { who: masked('pseudonym'), at: masked('date_shift', { subject: 'who' }) },
    },
  );
  return plan;
}

async function copyInto(schema: string, plan: ScrubPlan, keyHex: string): Promise<void> {
  await database.client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema}`);
  await openMaskSession(database.client, keyHex);
  for (const table of catalogue.tables) {
    const { sql } = compileSelect(table, plan, catalogue);
    await database.client.query(
      `CREATE TABLE ${schema}.${table.name} AS ${sql} FROM ONLY shop.${table.name} AS src`,
    );
  }
}

async function count(sql: string): Promise<number> {
  const { rows } = await database.client.query<{ n: number }>(`SELECT count(*)::int4 AS n FROM ${sql}`);
  return rows[0]?.n ?? -1;
}

beforeAll(async () => {
  await database.client.query(structure);
  await database.client.query('ANALYZE');
  catalogue = await readCatalogue(database.client, ['shop']);
  await copyInto('one', thePlan(), randomBytes(32).toString('hex'));
  await copyInto('two', thePlan(), randomBytes(32).toString('hex'));
});

it('every join that held on the source holds on the copy, row for row', async () => {
  const joins = [
    '%.login l JOIN %.person p ON p.mail = l.mail AND p.id = l.person',
    '%.person c JOIN %.person m ON m.id = c.manager',
    '%.line c JOIN %.line p ON (p.a, p.b) = (c.parent_a, c.parent_b)',
    '(SELECT * FROM %.event_low UNION ALL SELECT * FROM %.event_high) e JOIN %.person p ON p.id = e.who',
  ];
  for (const join of joins)
    expect(await count(join.replaceAll('%', 'one'))).toBe(await count(join.replaceAll('%', 'shop')));
});

it('a unique key that is not the primary key leaves no raw value in what refers to it', async () => {
  expect(await count('one.login m JOIN shop.login s ON s.mail = m.mail')).toBe(0);
  expect(await count(`one.login WHERE mail !~ '^u[0-9a-f]{16,}@example[.]test$'`)).toBe(0);
});

it.each(['id', 'mail', 'phone', 'code', 'iban'])(
  'unique %s stays unique and nobody keeps theirs',
  async (column) => {
    expect(await count(`(SELECT DISTINCT ${column} FROM one.person) d`)).toBe(500);
    const same = await count(`one.person m JOIN shop.person s ON s.${column} = m.${column}`);
    // Numbers are permuted among themselves, so some are somebody else's by chance; texts never are.
    expect(same).toBeLessThanOrEqual(column === 'id' ? 25 : 0);
  },
);

it('two snapshots have nothing in common', async () => {
  for (const column of ['mail', 'phone', 'code', 'iban', 'card'])
    expect(await count(`one.person a JOIN two.person b ON b.${column} = a.${column}`), column).toBe(0);
});

it('columns that nothing ties share no pseudonym until a link ties them, whatever the case of letters', async () => {
  expect(await count('one.newsletter n JOIN one.person p ON p.mail = n.address')).toBe(0);
  const linked = { ...thePlan(), links: [['shop.person.mail', 'shop.newsletter.address']] };
  await database.client.query(
    `UPDATE shop.newsletter SET address = replace(replace(address, 'person', 'Person'), 'mail', 'Mail')`,
  );
  await copyInto('linked', linked, randomBytes(32).toString('hex'));
  expect(await count('linked.newsletter n JOIN linked.person p ON p.mail = n.address')).toBe(50);
});

it('the dates of one person move together in every table, and those of two people apart', async () => {
  // A heap is read in the order it was written, so the two sides of a table can be laid side by side.
  const { rows } = await database.client.query<{
    people: number;
    torn: number;
    offsets: number;
    still: number;
  }>(
    `WITH raw AS (SELECT row_number() OVER () AS n, who, at FROM shop.event_low),
          copy AS (SELECT row_number() OVER () AS n, at FROM one.event_low),
          born AS (SELECT row_number() OVER () AS n, id, born FROM shop.person),
          reborn AS (SELECT row_number() OVER () AS n, born FROM one.person),
          shift AS (SELECT raw.who, copy.at - raw.at AS event, reborn.born - born.born AS birth
                      FROM raw JOIN copy USING (n) JOIN born ON born.id = raw.who JOIN reborn ON reborn.n = born.n)
     SELECT count(DISTINCT who)::int4 AS people, count(*) FILTER (WHERE event <> birth)::int4 AS torn,
            count(DISTINCT birth)::int4 AS offsets, count(*) FILTER (WHERE birth = 0)::int4 AS still FROM shift`,
  );
  expect(rows[0]).toMatchObject({ people: 50, torn: 0, still: 0 });
  expect(rows[0]?.offsets).toBeGreaterThan(20);
});

it('no card of the copy passes Luhn, and every IBAN has check digits that fit', async () => {
  const cards = await database.client.query<{ card: string; iban: string }>(
    'SELECT card, iban FROM one.person',
  );
  for (const { card, iban } of cards.rows) {
    const digits = [...card.replaceAll(' ', '')].reverse().map(Number);
    const sum = digits.reduce(
      (total, digit, at) => total + (at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2),
      0,
    );
    expect(sum % 10, card).not.toBe(0);
    const turned = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) =>
      String(letter.charCodeAt(0) - 55),
    );
    expect(BigInt(turned) % 97n, iban).toBe(1n);
  }
});

it('hashing likely values in the usual ways finds no pseudonym', async () => {
  const { rows } = await database.client.query<{ mail: string }>('SELECT mail FROM one.person');
  const masks = new Set(rows.map(({ mail }) => mail.slice(1, 17)));
  for (let i = 1; i <= 500; i += 1)
    for (const guess of [`Person${i}@Mail.example`, `person${i}@mail.example`])
      for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
        expect(masks.has(createHash(algorithm).update(guess).digest('hex').slice(0, 16))).toBe(false);
});

it('a column that the plan does not know is refused by name', async () => {
  await database.client.query('ALTER TABLE shop.newsletter ADD COLUMN note text');
  const changed = await readCatalogue(database.client, ['shop']);
  const table = changed.tables.find(({ name }) => name === 'newsletter');
  if (!table) throw new Error('the table is gone');
  expect(() => compileSelect(table, thePlan(), changed)).toThrowError(PlanRefused);
  expect(() => compileSelect(table, thePlan(), changed)).toThrowError(/shop\.newsletter, column "note"/);
  await database.client.query('ALTER TABLE shop.newsletter DROP COLUMN note');
});

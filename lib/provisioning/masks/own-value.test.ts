import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { outcomeOf } from '../proof/promises/expectation';
import { maskPromises } from '../proof/promises/mask-promises';
import { maskColumn, maskContext } from './compile/mask-columns';
import { openMaskSession } from './compile/open-mask-session';
import { tieGroups } from './compile/tie-groups';
import { familyNames } from './dictionaries/family-names';
import { givenNames } from './dictionaries/given-names';
import { cities, companyFirst, companySecond, streets } from './dictionaries/places';
import { type MaskName, masks } from './registry';

/**
 * No mask gives a value back as it was, or it promises something else that can be told from the copy alone. Values are
 * those that a mask itself makes, so that a mask which draws without looking meets its own value in every case here: the
 * number of times is worked out for each and printed, and stands for the control.
 */

/**
 * Masks that may give a value back, by what the proof holds them to instead: no value is left, or every value; a form of
 * its own; or what the masks inside promise. All others never do.
 */
function promisesOtherwise(name: MaskName): boolean {
  const { is } = outcomeOf({ name });
  const { foreign, holds } = maskPromises[name];
  return is === 'kept' || is === 'empty' || foreign !== undefined || holds !== undefined;
}

type Case = { mask: MaskSpec; type: string; values: string; made: number; limits?: string };

const literal = (words: readonly string[]) =>
  `SELECT * FROM unnest(${pg.escapeLiteral(`{${words.map((word) => JSON.stringify(word)).join(',')}}`)}::text[])`;
const numbers = (from: number, to: number, form = 'g::text') =>
  `SELECT ${form} FROM generate_series(${from}, ${to}) g`;
const each = (left: readonly string[], right: readonly string[], join: string) =>
  left.flatMap((one) => right.map((other) => `${one}${join}${other}`));
const han = [...givenNames.han.female, ...givenNames.han.male];
const thai = [...givenNames.thai.female, ...givenNames.thai.male];
const latin = [...givenNames.latin.female, ...givenNames.latin.male];
const everyCity = Object.values(cities).flat();
const companies = each(companyFirst, companySecond, ' ');
const documentation = `SELECT set_masklen(net + g, 32)::text FROM generate_series(0, 255) g, unnest('{192.0.2.0,198.51.100.0,203.0.113.0}'::inet[]) net`;

const cases: Case[] = [
  { mask: { name: 'person_name' }, type: 'text', values: literal(each(familyNames.han, han, '')), made: 200 },
  {
    mask: { name: 'person_name' },
    type: 'varchar(7)',
    values: literal(each(thai, familyNames.thai, ' ').map((name) => [...name].slice(0, 7).join(''))),
    made: 50,
  },
  { mask: { name: 'person_name', part: 'given' }, type: 'text', values: literal(latin), made: latin.length },
  {
    mask: { name: 'person_name', part: 'given' },
    type: 'varchar(4)',
    values: literal([...new Set(latin.map((name) => name.slice(0, 4)))]),
    made: latin.length,
  },
  {
    mask: { name: 'person_name', part: 'given' },
    type: 'text',
    values: literal(latin.map((name) => name.toUpperCase())),
    made: latin.length,
  },
  {
    mask: { name: 'person_name', part: 'family' },
    type: 'text',
    values: literal(familyNames.latin),
    made: familyNames.latin.length,
  },
  {
    mask: { name: 'person_name', part: 'family_first' },
    type: 'text',
    values: literal(each(familyNames.thai, thai, ', ')),
    made: 50,
  },
  {
    mask: { name: 'person_name', part: 'initial' },
    type: 'char(1)',
    values: numbers(65, 90, 'chr(g)'),
    made: 26,
  },
  { mask: { name: 'city' }, type: 'text', values: literal(everyCity), made: everyCity.length },
  {
    mask: { name: 'city', countryColumn: 'country' },
    type: 'text',
    values: literal(cities.IL ?? []),
    made: cities.IL?.length ?? 0,
  },
  { mask: { name: 'company' }, type: 'text', values: literal(companies), made: companies.length },
  {
    mask: { name: 'postal_address' },
    type: 'text',
    values: literal(each(streets, ['1', '7', '199'], ' ')),
    made: 6_368,
  },
  { mask: { name: 'ip' }, type: 'text', values: documentation, made: 768 },
  { mask: { name: 'ip' }, type: 'inet', values: documentation, made: 768 },
  {
    mask: { name: 'ip' },
    type: 'cidr',
    values: literal(['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32']),
    made: 3,
  },
  {
    mask: { name: 'phone' },
    type: 'text',
    values: `${numbers(1, 99, `'00' || g`)} UNION ALL ${literal(['+49', '+49 00', '+49 007', '+49-(0)'])}`,
    made: 50,
  },
  {
    mask: { name: 'phone' },
    type: 'text',
    values: numbers(0, 999, `lpad(g::text, 3, '0')`),
    made: 1_000,
    limits: 'UNIQUE',
  },
  {
    mask: { name: 'digits' },
    type: 'text',
    values: `${numbers(0, 99)} UNION ALL ${numbers(97, 112, 'chr(g)')} UNION ALL ${literal(['A-1', '7.7.7.'])}`,
    made: 20,
  },
  {
    mask: { name: 'digits', letters: 'keep' },
    type: 'text',
    values: numbers(0, 99, `'K-' || lpad(g::text, 2, '0')`),
    made: 100,
    limits: 'UNIQUE',
  },
  { mask: { name: 'digits', check: 'luhn' }, type: 'text', values: numbers(10, 99), made: 20 },
  { mask: { name: 'card' }, type: 'text', values: numbers(40, 49, `g || '7'`), made: 20 },
  {
    mask: { name: 'card' },
    type: 'text',
    values: numbers(0, 999, `'4' || lpad(g::text, 3, '0') || '7'`),
    made: 10_000,
    limits: 'UNIQUE',
  },
  {
    mask: { name: 'iban' },
    type: 'text',
    values: `${numbers(10, 99, `'DE' || g`)} UNION ALL ${literal(['0000', 'none'])}`,
    made: 1,
  },
  {
    mask: { name: 'pseudonym' },
    type: 'varchar(1)',
    values: literal([...'0123456789abcdefABCDEF']),
    made: 16,
  },
  {
    mask: { name: 'pseudonym', form: 'same_length' },
    type: 'text',
    values: literal([...'0123456789abcdef']),
    made: 16,
  },
  { mask: { name: 'pseudonym' }, type: 'int2', values: numbers(0, 9_999), made: 32_767 },
  { mask: { name: 'pseudonym' }, type: 'int2', values: numbers(0, 9_999), made: 32_768, limits: 'UNIQUE' },
  { mask: { name: 'pseudonym' }, type: 'numeric(1)', values: numbers(0, 9), made: 10 },
  {
    mask: { name: 'pseudonym', bytes: 1 },
    type: 'bytea',
    values: numbers(0, 255, `'\\x' || lpad(to_hex(g), 2, '0')`),
    made: 256,
  },
  {
    mask: { name: 'pseudonym' },
    type: 'macaddr',
    values: numbers(0, 99, `'020000000' || lpad(to_hex(g), 3, '0')`),
    made: 2 ** 40,
    limits: 'UNIQUE',
  },
  {
    mask: { name: 'date_shift', days: 1, subject: 'v' },
    type: 'date',
    values: numbers(1, 300, `(date '2020-01-01' + g)::text`),
    made: 3,
  },
  { mask: { name: 'numeric_noise', percent: 5 }, type: 'int4', values: numbers(-20, -1), made: 3 },
  {
    mask: { name: 'numeric_noise' },
    type: 'numeric(2,1)',
    values: `${numbers(1, 99, '(g / 10.0)::text')}`,
    made: 10,
  },
  { mask: { name: 'numeric_noise' }, type: 'int2', values: literal(['32767', '-32767', '1', '2']), made: 3 },
  {
    mask: { name: 'mail' },
    type: 'text',
    values: numbers(1, 99, `'u' || lpad(to_hex(g), 16, '0') || '@example.test'`),
    made: 2 ** 60,
  },
  {
    mask: { name: 'url_host' },
    type: 'text',
    values: numbers(1, 99, `'https://h' || g || '.example.test/'`),
    made: 2 ** 60,
  },
  {
    mask: { name: 'file_name' },
    type: 'text',
    values: numbers(1, 99, `'file-' || lpad(to_hex(g), 12, '0')`),
    made: 2 ** 48,
  },
  {
    mask: { name: 'token' },
    type: 'text',
    values: numbers(1, 99, `'masked_' || lpad(to_hex(g), 32, '0')`),
    made: 2 ** 100,
  },
];

const database = useDatabase();

const keys = 25;

/** Rows that come back as they were, over many keys, and how many would if each draw were made once. */
async function ownValues({ mask, type, values, made, limits = '' }: Case) {
  await database.client.query(`DROP SCHEMA IF EXISTS own CASCADE; CREATE SCHEMA own;
    CREATE TABLE own.t (v ${type} ${limits}, country text DEFAULT 'IL');
    INSERT INTO own.t SELECT x::${type} FROM (${values}) AS given (x)`);
  const catalogue = await readCatalogue(database.client, ['own']);
  const [table] = catalogue.tables;
  if (!table) throw new Error('the table is gone');
  const ties = tieGroups(catalogue, []);
  const context = maskContext(table, ties, catalogue.serverVersion);
  const column = maskColumn(table, 'v', ties);
  expect(context.verdict(mask, column)).toBe(true);
  const expression = context.expression(mask, column);
  let [rows, own] = [0, 0];
  for (let key = 0; key < keys; key += 1) {
    await openMaskSession(database.client, randomBytes(32).toString('hex'), false);
    const found = await database.client.query<{ rows: number; own: number; lost: number }>(
      `SELECT count(*)::int4 AS rows, count(*) FILTER (WHERE lower(m::text) = lower(v::text))::int4 AS own,
              count(*) FILTER (WHERE m IS NULL)::int4 AS lost
         FROM (SELECT src.v, ${expression} AS m FROM own.t AS src) AS masked`,
    );
    rows += found.rows[0]?.rows ?? 0;
    own += (found.rows[0]?.own ?? 0) + (found.rows[0]?.lost ?? 0);
  }
  return { rows, own, expected: rows / made };
}

describe.each(cases)('$mask.name of $type', (one) => {
  it(`${JSON.stringify(one.mask)} never gives a value back as it was`, async () => {
    const { rows, own, expected } = await ownValues(one);
    process.stdout.write(
      `own-value ${JSON.stringify(one.mask)} ${one.type}: ${rows} draws, ${own} own, ${expected.toPrecision(2)} by chance\n`,
    );
    expect(own).toBe(0);
  });
});

it('every mask never gives a value back, or says what it promises instead', () => {
  const shown = new Set(cases.map(({ mask }) => mask.name));
  const names = masks.map(({ name }) => name);
  expect(names.filter((name) => !shown.has(name) && !promisesOtherwise(name))).toEqual([]);
});

import { randomBytes } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { openMaskSession } from '../compile/open-mask-session';
import { permutedDigits, permutedInteger } from './permutation';

const database = useDatabase();
let aliases = 0;
const alias = () => {
  aliases += 1;
  return `p${aliases}`;
};

beforeAll(async () => {
  await openMaskSession(database.client, randomBytes(32).toString('hex'));
});

it('every number of a 16 bit column goes to a number of the same column, no two to one', async () => {
  const { rows } = await database.client.query(
    `SELECT count(DISTINCT p)::int4 AS distinct, min(p)::int4 AS least, max(p)::int4 AS most,
            (count(*) FILTER (WHERE p = v))::int4 AS fixed
       FROM (SELECT v, ${permutedInteger('test', 'v', alias)} AS p FROM generate_series(-32768, 32767) AS v) x`,
  );
  expect(rows[0]).toEqual({ distinct: 65_536, least: -32_768, most: 32_767, fixed: 0 });
});

it.each([
  ['32768', '2147483647'],
  ['2147483648', '9007199254740991'],
  ['9007199254740992', '9223372036854775807'],
])('numbers from %s to %s stay between the two and apart', async (from, to) => {
  const { rows } = await database.client.query(
    `SELECT count(*)::int4 AS all, count(DISTINCT p)::int4 AS distinct, bool_and(p BETWEEN ${from} AND ${to} AND p <> v) AS inside
       FROM (SELECT v, ${permutedInteger('test', 'v', alias)} AS p
               FROM (SELECT ${from}::int8 + i AS v FROM generate_series(0, 4999) i
                     UNION SELECT ${to}::int8 - i FROM generate_series(0, 4999) i) v) x`,
  );
  expect(rows[0]).toEqual({ all: 10_000, distinct: 10_000, inside: true });
});

it('a number is permuted alike whatever the width of its column, and otherwise under another key', async () => {
  const list = `${permutedInteger('test', '77::int2', alias)} AS narrow, ${permutedInteger('test', '77::int8', alias)} AS wide,
    ${permutedInteger('another', '77', alias)} AS other`;
  const { rows } = await database.client.query<{ narrow: string; wide: string; other: string }>(
    `SELECT ${list}`,
  );
  expect(rows[0]?.narrow).toBe(rows[0]?.wide);
  expect(rows[0]?.narrow).not.toBe(rows[0]?.other);
  await openMaskSession(database.client, randomBytes(32).toString('hex'));
  const again = await database.client.query<{ narrow: string }>(`SELECT ${list}`);
  expect(again.rows[0]?.narrow).not.toBe(rows[0]?.narrow);
});

it.each([1, 2, 3, 4])(
  'digit strings of length %i are permuted among themselves, and none stays',
  async (length) => {
    const { rows } = await database.client.query(
      `SELECT count(DISTINCT p)::int4 AS distinct, bool_and(length(p) = ${length} AND p ~ '^[0-9]+$' AND p::int4 <> v) AS same
       FROM (SELECT v, ${permutedDigits('test', `lpad(v::text, ${length}, '0')`, alias)} AS p
               FROM generate_series(0, ${10 ** length - 1}) AS v) x`,
    );
    expect(rows[0]).toEqual({ distinct: 10 ** length, same: true });
  },
);

it('thirty digits keep their length, none stays empty, and NULL stays NULL', async () => {
  const { rows } = await database.client.query(
    `SELECT length(${permutedDigits('test', `repeat('9', 30)`, alias)}) AS long,
            ${permutedDigits('test', `''`, alias)} AS empty, ${permutedDigits('test', 'NULL::text', alias)} AS missing,
            ${permutedInteger('test', 'NULL', alias)} AS none`,
  );
  expect(rows[0]).toEqual({ long: 30, empty: '', missing: null, none: null });
});

import { expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import { type CheckScheme, checkDigits, luhnDigit } from './check-digit';

const database = useDatabase();
let aliases = 0;
const alias = () => {
  aliases += 1;
  return `c${aliases}`;
};

// Published examples of each scheme, not values of anybody.
it.each<[CheckScheme, string, string]>([
  ['luhn', '7992739871', '3'],
  ['luhn', '411111111111111', '1'],
  ['gs1', '400638133393', '1'],
  ['mod97', '850730033', '28'],
  ['dni', '12345678', 'Z'],
  ['cpf', '111444777', '35'],
])('%s of %s is %s', async (scheme, payload, expected) => {
  const { rows } = await database.client.query<{ made: string }>(
    `SELECT ${checkDigits(scheme, `'${payload}'`, alias)} AS made`,
  );
  expect(rows[0]?.made).toBe(expected);
});

it('an offset makes a Luhn digit that is wrong for every payload', async () => {
  const { rows } = await database.client.query(
    `SELECT count(*)::int4 AS same FROM generate_series(1000, 3000) v
      WHERE ${luhnDigit('v::text', alias)} = ${luhnDigit('v::text', alias, 5)}`,
  );
  expect(rows[0]).toEqual({ same: 0 });
});

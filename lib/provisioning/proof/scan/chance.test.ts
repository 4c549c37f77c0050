import { describe, expect, it } from 'vitest';
import { NumberTally, tailOf } from './chance';
import { accountsIn, cardsIn } from './numbers-in';

const cards = (texts: string[], isNew = false) => {
  const tally = new NumberTally('card');
  for (const text of texts) tally.add(cardsIn(text));
  return tally.findings(isNew);
};
const accounts = (texts: string[], isNew = false) => {
  const tally = new NumberTally('iban');
  for (const text of texts) tally.add(accountsIn(text));
  return tally.findings(isNew);
};
const card = '4111111111111111';
const many = <Value>(count: number, make: (at: number) => Value) =>
  Array.from({ length: count }, (_, at) => make(at));

describe('cards', () => {
  it.each([
    card,
    'card 4111 1111 1111 1111 02/29',
    '4111-1111-1111-1111',
    '3782 822463 10005',
    '{"note": "371449635398431", "id": "34410693-7311-4996-99c7-164487b4296a"}',
    '34410693-7311-4996-99c7-164487b4296a 5555555555554444',
    '34410693-7311-4996-99c7-164487b4296a-4111111111111111',
    '5 4111 1111 1111 1111',
    '30569309025904, 6011111111111117, 3530111333300000',
    '{30569309025904,6011111111111117,3530111333300000}',
    'order 1234567890123456, paid with 4111111111111111, and 9934567890123457 too',
    '{"id": "1234567890123456", "note": "4111111111111111"}',
  ])('find the card in %s', (text) => expect(cards([text])).toBeGreaterThan(0));

  it.each([
    '34410693-7311-4996-99c7-164487b4296a',
    '{34410693-7311-4996-99c7-164487b4296a,"x34410693-7311-4996-99c7-164487b4296a"}',
    '0.4111111111111111 and 4111111111111111.5 and 4111111111111111,50',
    '+4111111111111111',
    'a4111111111111111 4111111111111111b',
    'a3f1-4111-1111-1111-1111-b2',
    '12-34-56-78-90-12-34-56',
    '41111111111111111',
    '4111111111111111, 1234567890123456, 7234567890123456, 9934567890123457',
    '4111111111111111, a111111111111111, 4f1111111111c111',
    '{4111111111111111,1234567890123456}',
  ])('find none in %s', (text) => expect(cards([text])).toBe(0));

  it('are found by themselves among words, whatever other numbers are called', () => {
    const orders = many(50, (at) => `order ${9134567890123456n + BigInt(at)} came late`);
    expect(cards([...orders, `card ${card}`])).toBe(1);
    expect(cards([...orders, card])).toBe(1);
    expect(cards([...orders, '4111 1111 1111 1111'])).toBe(1);
    expect(cards([...orders, `order ${card} came late`])).toBe(0);
  });

  it('are not told by names that are data', () => {
    const names = many(60, (at) => String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26)));
    expect(cards(names.map((name, at) => `{"${name}": ${at === 7 ? card : 9134567890123456n}}`))).toBe(0);
  });

  it('are told from 200 numbers of one other length', () => {
    const ids = (count: number) => many(count, (at) => String(100_000_000_000_000_000n + BigInt(at) ** 5n));
    expect(cards([...ids(200), card])).toBe(1);
    expect(cards([...ids(199), card])).toBe(0);
    expect(cards([...ids(200), '12345678901234567', card])).toBe(0);
  });

  it('are a finding among numbers where too many pass, and where all values are new only then', () => {
    const alike = (count: number) => many(count, (at) => numbered(at, false));
    const valid = (count: number) => many(count, (at) => numbered(at, true));
    expect(cards([...alike(5), ...valid(15)])).toBe(15);
    expect(cards([...alike(90), ...valid(10)])).toBe(0);
    expect(cards(valid(8))).toBe(8);
    expect(cards(valid(8), true)).toBe(0);
    expect(cards(valid(10), true)).toBe(10);
  });

  it('are drawn once, however many rows hold the same', () => {
    const rows = many(30, () => card);
    expect(cards(rows)).toBe(30);
    expect(cards(rows, true)).toBe(0);
    expect(cards([...rows, 'a111111111111111'])).toBe(0);
  });
});

/** The number of a card that passes its check, or is off by one. */
function numbered(at: number, passes: boolean): string {
  const front = String(411_111_111_111_000 + at);
  const last = many(10, (digit) => digit).find((digit) => cards([`${front}${digit}`]) > 0) ?? 0;
  return `${front}${passes ? last : (last + 1) % 10}`;
}

describe('accounts', () => {
  it('are found by their check digits, but not those of no bank, nor what is as long as none', () => {
    expect(accounts(['DE89 3704 0044 0532 0130 00 or DE88370400440532013000'])).toBe(1);
    expect(accounts(['DE89 3704 0044 0532 0130 00 EUR 12 GB29NWBK60161331926819'])).toBe(2);
    expect(accounts(['GB64000012345678901234'])).toBe(0);
    expect(accounts(['AB12CD34EF56AB12CD34EF56AB12CD34 ZZ89370400440532013000'])).toBe(0);
  });

  it('are not taken for one among tokens in capitals, and are found among words', () => {
    const tokens = many(30, (at) => `K${at}Q7XW2PLM4ZR9TB${at}VC`);
    expect(accounts([...tokens, 'DE89370400440532013000'])).toBe(0);
    expect(accounts([...tokens, 'IBAN DE89370400440532013000'])).toBe(1);
    const valid = ['DE89370400440532013000', 'GB29NWBK60161331926819', 'FR1420041010050500013M02606'];
    expect(accounts([...valid, 'NL91ABNA0417164300', 'CH9300762011623852957'], true)).toBe(5);
    expect(
      accounts(
        Array.from({ length: 5 }, () => 'DE89370400440532013000'),
        true,
      ),
    ).toBe(0);
  });
});

it('the tail of the binomial distribution is exact where it is small', () => {
  expect(tailOf(9, 9, 0.1) / 1e-9).toBeCloseTo(1, 9);
  expect(tailOf(10, 1, 0.1)).toBe(1);
  expect(tailOf(2, 1, 0.1)).toBeCloseTo(0.19, 12);
  expect(tailOf(1_000_000, 105_000, 0.1)).toBeLessThan(1e-9);
  expect(tailOf(1_000_000, 100_500, 0.1)).toBeGreaterThan(0.04);
});

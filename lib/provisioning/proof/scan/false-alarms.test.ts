import { expect, it } from 'vitest';
import { seedOf, sizeOf } from '@/lib/testing/sizes';
import { NumberTally } from './chance';
import { accountsIn, cardsIn } from './numbers-in';
import { holdsMail } from './patterns';

/** Columns of what machines write, as the scan judges them: none holds a card, an account or a mail. */

type Draw = (below: number) => number;

/** Mulberry32: small, quick and the same everywhere. */
function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const [digits, lower] = ['0123456789', 'abcdefghijklmnopqrstuvwxyz'];
const upper = lower.toUpperCase();
const hex = `${digits}abcdef`;

const written = (draw: Draw, alphabet: string, length: number) => {
  let text = '';
  for (let at = 0; at < length; at += 1) text += alphabet[draw(alphabet.length)];
  return text;
};
const uuid = (draw: Draw) => [8, 4, 4, 4, 12].map((length) => written(draw, hex, length)).join('-');
/** Of 63 bits. */
const bigint = (draw: Draw) => String((BigInt(draw(2 ** 31)) << 32n) + BigInt(draw(2 ** 32)));
const whole = (draw: Draw, length: number) => String(BigInt(written(draw, digits, length)));

/** A kind of column: from a row's number to its value. `hides` where one card by itself cannot be told from its values. */
const kinds: Record<string, { value: (draw: Draw, row: number) => string; hides?: true }> = {
  uuid: { value: uuid },
  'array of uuid': { value: (draw) => `{${uuid(draw)},${uuid(draw)}}` },
  'hex of 13': { value: (draw) => written(draw, hex, 13) },
  'hex of 16': { value: (draw) => written(draw, hex, 16), hides: true },
  'hex of 19': { value: (draw) => written(draw, hex, 19) },
  'hex of 32': { value: (draw) => written(draw, hex, 32) },
  'hex of 64': { value: (draw) => written(draw, hex, 64) },
  bigint: { value: bigint, hides: true },
  'number of 16': { value: (draw) => whole(draw, 16), hides: true },
  'number of 20': { value: (draw) => whole(draw, 20), hides: true },
  'sequence from 4e15': { value: (_draw, row) => String(4_000_000_000_000_000 + row * 7), hides: true },
  'snowflake of 18': {
    value: (draw, row) => String(175_928_847_299_117_063n + BigInt(row * 4096 + draw(4096))),
  },
  'base 64 of 12 bytes': { value: (draw) => written(draw, `${digits}${lower}${upper}+/`, 16) },
  'base 64 of 32 bytes': { value: (draw) => `${written(draw, `${digits}${lower}${upper}+/`, 43)}=` },
  'base 64 for addresses': { value: (draw) => written(draw, `${digits}${lower}${upper}-_`, 22) },
  'base 36 of 13': { value: (draw) => written(draw, digits + lower, 13) },
  'base 36 of 25': { value: (draw) => written(draw, digits + lower, 25) },
  'capitals of 22': { value: (draw) => written(draw, digits + upper, 22) },
  'base 32 of 26': { value: (draw) => written(draw, `${upper}234567`, 26) },
  ULID: { value: (draw) => `01${written(draw, '0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}` },
  fraction: { value: (draw) => `0.${written(draw, digits, 16)}` },
  document: {
    value: (draw, row) => `{"id": ${bigint(draw)}, "row": ${row}, "etag": "${written(draw, hex, 16)}"}`,
  },
  log: {
    value: (draw) => `request ${written(draw, hex, 16)} took ${draw(900)} ms for order ${whole(draw, 16)}`,
  },
  image: { value: (draw) => `/static/${written(draw, lower, 6)}@${2 + draw(2)}x.png` },
};

/** Fewer of random numbers may all pass, as `chance.ts` says. */
const fewest = 12;

function found(values: readonly string[]): string[] {
  const [cards, accounts] = [new NumberTally('card'), new NumberTally('iban')];
  for (const value of values) {
    cards.add(cardsIn(value));
    accounts.add(accountsIn(value));
  }
  return [
    ...(cards.findings(false) > 0 ? ['card'] : []),
    ...(accounts.findings(false) > 0 ? ['iban'] : []),
    ...(values.some(holdsMail) ? ['mail'] : []),
  ];
}

it('no column of random values raises an alarm, in rows or as statistics quote them', () => {
  const [columns, seed] = [sizeOf('false-alarms'), seedOf(57)];
  const draw = drawFrom(seed);
  let values = 0;
  const alarms: string[] = [];
  for (let at = 0; at < columns; at += 1)
    for (const [name, { value }] of Object.entries(kinds)) {
      const rows = fewest + draw(at % 10 === 0 ? 400 : 60);
      const drawn = Array.from({ length: rows }, (_, row) => value(draw, row));
      // In every third column each value stands in many rows.
      const column = at % 3 === 0 ? drawn.flatMap((each) => Array.from({ length: 9 }, () => each)) : drawn;
      values += column.length;
      for (const looksLike of [...found(column), ...found([`{${column.join(',')}}`])])
        alarms.push(`${looksLike} in ${name}`);
    }
  const kindCount = Object.keys(kinds).length;
  process.stdout.write(
    `false alarms: ${alarms.length} in ${columns * kindCount} columns of ${values} values, each judged twice, seed ${seed}\n`,
  );
  expect(alarms).toEqual([]);
});

const plants = {
  'by itself': '4539578763621486',
  'after a word': 'paid by card 4539578763621486',
  'in groups': '4539 5787 6362 1486',
};

it('one planted card is found in each kind of column where chance does not hide it', () => {
  const draw = drawFrom(seedOf(58));
  const missed: string[] = [];
  for (const [name, { value }] of Object.entries(kinds))
    for (const [how, plant] of Object.entries(plants)) {
      const column = Array.from({ length: 300 }, (_, row) => value(draw, row));
      column[draw(column.length)] = plant;
      if (!found(column).includes('card')) missed.push(`${how} in ${name}`);
    }
  const hidden = Object.entries(kinds).flatMap(([name, { hides }]) =>
    hides ? [`by itself in ${name}`] : [],
  );
  process.stdout.write(
    `missed ${missed.length} of ${3 * Object.keys(kinds).length} planted cards: ${missed.join(', ')}\n`,
  );
  expect(missed).toEqual(hidden);
});

/** Different cards: of ten numbers that differ in the last digit one passes. */
const fortyCards = Array.from({ length: 40 }, (_, at) => {
  const tries = Array.from({ length: 10 }, (_each, digit) => `4539578763${10_000 + at}${digit}`);
  return tries.find((each) => found([each]).length > 0) ?? '';
});

it('forty planted cards are found in each kind of column, whatever hides one', () => {
  const draw = drawFrom(seedOf(59));
  for (const [name, { value }] of Object.entries(kinds)) {
    const column = Array.from({ length: 100 }, (_, row) => value(draw, row));
    expect(found([...column, ...fortyCards]), name).toContain('card');
  }
});

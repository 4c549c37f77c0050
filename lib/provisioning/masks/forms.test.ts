import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { maskColumn, maskContext } from './compile/mask-columns';
import { openMaskSession } from './compile/open-mask-session';
import { tieGroups } from './compile/tie-groups';

/** What masked values look like: quick ways for usual values must give the same forms as the slow ones for odd values. */

const database = useDatabase();

const shapeOf = (text: unknown) =>
  String(text).replace(/\d/g, '0').replace(/[A-Z]/g, 'A').replace(/[a-z]/g, 'a');

const passesLuhn = (number: string) =>
  [...number.replaceAll(' ', '')].reverse().reduce((sum, digit, at) => {
    const doubled = at % 2 === 0 ? Number(digit) : 2 * Number(digit);
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0) %
    10 ===
  0;

/** The masked form of each value of a column of this type, in order. Throws what speaks against the mask, if anything. */
async function maskAll(type: string, values: string[], spec: MaskSpec, constraint = ''): Promise<unknown[]> {
  await database.client.query(`DROP SCHEMA IF EXISTS forms CASCADE; CREATE SCHEMA forms;
    CREATE TABLE forms.t (n int4, v ${type} ${constraint})`);
  await database.client.query(
    `INSERT INTO forms.t SELECT o, e::${type} FROM unnest($1::text[]) WITH ORDINALITY AS u (e, o)`,
    [values],
  );
  const catalogue = await readCatalogue(database.client, ['forms']);
  const [table] = catalogue.tables;
  if (!table) throw new Error('the table is gone');
  const ties = tieGroups(catalogue, []);
  const context = maskContext(table, ties, catalogue.serverVersion);
  const column = maskColumn(table, 'v', ties);
  const verdict = context.verdict(spec, column);
  if (verdict !== true) throw new Error(verdict);
  const expression = context.expression(spec, column);
  await openMaskSession(database.client, randomBytes(32).toString('hex'), false);
  const { rows } = await database.client.query<{ masked: unknown }>(
    `SELECT ${expression} AS masked FROM forms.t AS src ORDER BY n`,
  );
  return rows.map((row) => row.masked);
}

it.each(['', 'UNIQUE'])(
  'a phone number keeps country code, length and punctuation (%s)',
  async (constraint) => {
    const numbers = [
      '+49 30 10000001',
      '+493010000001',
      '0049 (30) 1000-0001',
      '+1 (555) 010-0199',
      '+353 1 234.5678',
      '030/1234567',
      '+49',
      '12',
      '+4a 30 1234567',
      '+49 30 1234567 ext. 12',
      '1234567890123456789012345',
    ];
    const masked = await maskAll('text', numbers, { name: 'phone' }, constraint);
    // A country's code that stands by itself is all there is, and does not stay.
    const heads = [3, 3, 4, 2, 4, 0, 0, 0, 0, 3, 0];
    for (const [at, number] of numbers.entries()) {
      const form = String(masked[at]);
      if ((/[a-z]/.test(number) || number === '+49') && constraint !== '') {
        expect(form).toMatch(/^00\d{22}$/);
        continue;
      }
      expect(form.slice(0, heads[at]), number).toBe(number.slice(0, heads[at]));
      expect(shapeOf(form)).toBe(shapeOf(number));
      const national = form.slice(heads[at]).replace(/\D/g, '');
      if (constraint === '') expect(national.slice(0, 2), number).toBe('00'.slice(0, national.length));
    }
  },
);

it('a phone number is not its own pseudonym, whichever way it goes', async () => {
  const numbers = Array.from({ length: 300 }, (_, at) => `+49 30 ${10_000_000 + at * 7919}`);
  const masked = await maskAll('text', numbers, { name: 'phone' });
  expect(masked.filter((each, at) => each === numbers[at])).toEqual([]);
  expect(new Set(masked).size).toBeGreaterThan(290);
});

it('digits keep their form; a card keeps its first digit and never passes Luhn', async () => {
  const numbers = ['K-1000001', '12.345.678', '', '7', '98765432109876543210987', 'AB 12-cd', '---'];
  const masked = await maskAll('text', numbers, { name: 'digits' });
  expect(masked.map(shapeOf)).toEqual(numbers.map(shapeOf));
  const cards = Array.from({ length: 200 }, (_, at) => `4111 1111 ${1000 + at} ${9999 - at}`);
  for (const [at, card] of (await maskAll('text', cards, { name: 'card' })).entries()) {
    expect(card).toMatch(/^4\d{3} \d{4} \d{4} \d{4}$/);
    expect(card).not.toBe(cards[at]);
    expect(passesLuhn(String(card)), String(card)).toBe(false);
  }
});

it('check digits fit payloads shorter and longer than a card', async () => {
  const numbers = ['490154203237518', '89490200001014725673', '79927398713', '0'.repeat(27)];
  const masked = await maskAll('text', numbers, { name: 'digits', check: 'luhn' });
  for (const [at, number] of masked.map(String).entries()) {
    expect(number).toHaveLength(numbers[at]?.length ?? 0);
    expect(passesLuhn(number), number).toBe(true);
  }
});

it.each(['inet', 'text'])(
  'an IP address in %s goes into a range for documentation of its family',
  async (type) => {
    const masked = await maskAll(type, ['10.1.2.3', '2a00:1450:4001:80b::200e', '::ffff:10.0.0.1'], {
      name: 'ip',
    });
    expect(masked[0]).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/);
    expect(masked[1]).toMatch(/^2001:db8:/);
    expect(masked[2]).toMatch(/^2001:db8:/);
  },
);

it('a network keeps its width down to the narrowest that may be told', async () => {
  const masked = await maskAll('cidr', ['10.0.0.0/8', '10.1.2.128/25', '2a00::/16', '2a00:1450::/48'], {
    name: 'ip',
  });
  expect(masked.map((each) => String(each).split('/')[1])).toEqual(['24', '25', '32', '48']);
});

it.each(['date', 'timestamp', 'timestamptz'])('a %s moves by whole days, and never by none', async (type) => {
  const dates = Array.from({ length: 200 }, (_, at) => `2024-03-${10 + (at % 20)}`);
  await maskAll(type, dates, { name: 'keep' });
  const { rows } = await database.client.query<{ n: string }>(`SELECT v::text AS n FROM forms.t LIMIT 1`);
  expect(rows[0]?.n).toContain('2024-03-10');
  const masked = await maskAll(type, dates, { name: 'date_shift', days: 1, subject: 'n' });
  const days = masked.map((each, at) => {
    const shown = each instanceof Date ? each : new Date(String(each));
    return Math.round((shown.getTime() - new Date(`${dates[at]}T00:00:00Z`).getTime()) / 3_600_000);
  });
  // The driver reads dates without a zone in its own, which is the same for all of them.
  const zone = new Set(days.map((hours) => ((hours % 24) + 24) % 24));
  expect(zone.size).toBe(1);
  expect(new Set(days).size).toBe(2);
});

it.each(['card', 'iban', 'phone'])(
  'words in a unique column for numbers do not leave under %s',
  async (name) => {
    const values = [
      'Anna Schmidt',
      'Anna Weber 12',
      'Müller',
      '4111 1111 1111 1111',
      'DE89 3704 0044 0532 0130 00',
    ];
    const masked = (await maskAll('text', values, { name }, 'UNIQUE')).map(String);
    expect(new Set(masked).size).toBe(values.length);
    for (const text of masked.slice(0, 3)) expect(text).toMatch(/^00\d{22}$/);
  },
);

it('an account of a bank with letters keeps them in a unique column, and its check digits fit', async () => {
  const [masked] = await maskAll('text', ['GB29 NWBK 6016 1331 9268 19'], { name: 'iban' }, 'UNIQUE');
  expect(masked).toMatch(/^GB\d\d NWBK \d{4} \d{4} \d{4} \d\d$/);
});

it('a file keeps an ending that files are known by, and no name that stands behind a point', async () => {
  const names = ['scan.PDF', 'brief an dr.meier', 'anna.weber', 'backup.tar.gz', 'a.b.txt', 'noend'];
  const masked = await maskAll('text', names, { name: 'file_name' });
  expect(masked.map((each) => String(each).replace(/^file-[0-9a-f]{12}/, ''))).toEqual([
    '.pdf',
    '',
    '',
    '.gz',
    '.txt',
    '',
  ]);
});

const shape = {
  keys: {
    kind: { mask: { name: 'keep' } },
    amount: { mask: { name: 'keep' }, type: 'number' },
    mail: { mask: { name: 'mail' } },
    paid: { mask: { name: 'bucket' }, type: 'number' },
    tags: { items: { mask: { name: 'keep' } } },
    who: {
      keys: {
        name: { mask: { name: 'constant', value: 'nobody' } },
        age: { mask: { name: 'keep' }, type: 'number' },
      },
    },
    'odd \' "key': { mask: { name: 'keep' }, type: 'boolean' },
  },
} as const;

it('a document keeps the named keys that it has, of the kind that was expected, and no other', async () => {
  const documents = [
    {
      kind: 'a',
      amount: 1.5,
      mail: 'a@firma.de',
      paid: 17.5,
      tags: ['x', 1, null],
      who: { name: 'Jo', age: 7, extra: 1 },
      'odd \' "key': true,
    },
    { kind: 'b', secret: 'raw', mail: 7, paid: 'raw' },
    { kind: null, amount: 'raw', who: ['raw'], tags: 'raw', mail: null, paid: null },
    { who: {} },
    {},
  ];
  const values = documents.map((each) => JSON.stringify(each));
  const mail = expect.stringMatching(/^u[0-9a-f]{16}@example\.test$/);
  const expected = [
    {
      kind: 'a',
      amount: 1.5,
      mail,
      paid: 10,
      tags: ['x', null],
      who: { name: 'nobody', age: 7 },
      'odd \' "key': true,
    },
    { kind: 'b' },
    { kind: null, mail: null, paid: null },
    { who: {} },
    {},
  ];
  for (const type of ['jsonb', 'json'])
    expect(await maskAll(type, values, { name: 'json', shape })).toEqual(expected);
  expect(await maskAll('jsonb', ['[1]', '"raw"', 'null'], { name: 'json', shape })).toEqual([{}, {}, {}]);
});

it('a document of more keys than one call takes is rebuilt whole', async () => {
  const keys = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => [`k${at}`, { mask: { name: 'keep' } }]),
  );
  const document = Object.fromEntries(Object.keys(keys).map((key) => [key, `of ${key}`]));
  const { k60: _left, ...partly } = document;
  const values = [document, partly].map((each) => JSON.stringify(each));
  expect(await maskAll('jsonb', values, { name: 'json', shape: { keys } })).toEqual([document, partly]);
});

it('a document may name 800 keys of one object, and is refused beyond that before anything runs', async () => {
  const naming = (count: number) => {
    const named = Array.from({ length: count }, (_, at) => [`k${at}`, { mask: { name: 'mail' } }]);
    return { name: 'json', shape: { keys: Object.fromEntries(named) } };
  };
  const [masked] = await maskAll('jsonb', ['{"k799": "a@firma.de", "k800": "raw"}'], naming(800));
  expect(masked).toEqual({ k799: expect.stringMatching(/@example\.test$/) });
  await expect(maskAll('jsonb', ['{}'], naming(801))).rejects.toThrow('it names 801 keys');
});

const anyKey = {
  key: { mask: { name: 'pseudonym' } },
  value: { mask: { name: 'keep' }, type: 'number' as const },
};

it('keys that are data are masked alike in every document, stay apart in one, and yield to named ones', async () => {
  const texts = [
    '{"of": 1, "Ingrid": 2, "Tarek": {"of": 3}, "word": "x", "": 4, "none": null}',
    '{"Ingrid": 5, "INGRID": 6}',
    '{}',
    '[1]',
    '"text"',
  ];
  const shape = { keys: { of: { mask: { name: 'keep' }, type: 'number' as const } }, others: anyKey };
  for (const type of ['jsonb', 'json', 'text']) {
    const masked = await maskAll(type, texts, { name: 'json', shape });
    const [first, second, ...rest] = masked.map((each) =>
      Object.entries(typeof each === 'string' ? JSON.parse(each) : Object(each)),
    );
    const pseudonyms = first?.map(([key]) => key).filter((key) => /^[0-9a-f]{16}$/.test(key));
    expect(first?.map(([, value]) => value).sort()).toEqual([1, 2, 4, null]);
    expect(pseudonyms).toHaveLength(2);
    expect(second?.map(([, value]) => value).sort()).toEqual([5, 6]);
    expect(second?.find(([, value]) => value === 5)?.[0]).toBe(first?.find(([, value]) => value === 2)?.[0]);
    expect(rest).toEqual([[], [], []]);
    expect(JSON.stringify(masked)).not.toMatch(/ingrid|tarek|word|none/i);
  }
});

it('five thousand keys of one document all stay, and the last of two equal ones of a json', async () => {
  const many = `{${Array.from({ length: 5_000 }, (_, at) => `"person ${at}": ${at}`).join(', ')}}`;
  const shape = { keys: {}, others: anyKey };
  const masked = await maskAll('json', [many, '{"Ingrid": 1, "Ingrid": 2}'], { name: 'json', shape });
  expect(masked.map((each) => Object.keys(Object(each)).length)).toEqual([5_000, 1]);
  expect(Object.values(Object(masked[1]))).toEqual([2]);
});

it('keys of hstore that are data are masked, and NULL below them stays NULL', async () => {
  await database.client.query('CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public');
  const others = { key: { mask: { name: 'pseudonym' } }, value: { mask: { name: 'token' } } };
  const spec = { name: 'hstore', keys: { of: { name: 'keep' } }, others };
  const masked = await maskAll('public.hstore', ['of=>1, Ingrid=>x, Tarek=>NULL', '', 'of=>2'], spec);
  expect(masked[0]).toMatch(/^(?=.*"of"=>"1")(?=.*"[0-9a-f]{16}"=>"masked_)(?=.*"[0-9a-f]{16}"=>NULL)/);
  expect(masked.slice(1)).toEqual(['', '"of"=>"2"']);
});

it('a mask that cannot keep keys apart is refused for them', async () => {
  for (const name of ['null', 'city', 'free_text', 'constant'])
    await expect(
      maskAll('jsonb', ['{}'], {
        name: 'json',
        shape: {
          keys: {},
          others: { ...anyKey, key: { mask: { name, ...(name === 'constant' && { value: 'x' }) } } },
        },
      }),
    ).rejects.toThrow('the keys at .*');
});

it('filler is of the order of size of the text it replaces, up to 2,000 characters, and as long where a person asked', async () => {
  const texts = ['', 'Jörg', '日本語のノート', 'x'.repeat(40), 'x'.repeat(5_000)];
  const lengths = (masked: unknown[]) => masked.map((each) => String(each).length);
  const [none = 0, four = 0, seven = 0, forty = 0, most = 0] = lengths(
    await maskAll('text', texts, { name: 'free_text' }),
  );
  expect([
    none,
    four > 0 && four < 16,
    seven > 0 && seven < 16,
    forty > 31 && forty < 64,
    most > 1_023 && most <= 2_000,
  ]).toEqual([0, true, true, true, true]);
  const same = await maskAll('text', texts, { name: 'free_text', length: 'same' });
  expect(lengths(same)).toEqual([0, 4, 7, 40, 2_000]);
  expect(same[1]).toBe('Lore');
});

/** Rows that a length alone finds again: those whose length is their own in both, and which of them stand in the same row. */
function joined(before: readonly number[], after: readonly number[]): { found: number; right: number } {
  const once = (all: readonly number[]) =>
    new Set(all.filter((one) => all.indexOf(one) === all.lastIndexOf(one)));
  const [left, right] = [once(before), once(after)];
  const found = before.flatMap((length, row) =>
    left.has(length) && right.has(length) ? [[row, after.indexOf(length)]] : [],
  );
  return { found: found.length, right: found.filter(([one, other]) => one === other).length };
}

it.each(['text', 'bytea'])('rows are not found again by the length of a masked %s', async (type) => {
  const before = Array.from({ length: 111 }, (_, at) => at + 1 + (at > 99 ? 150 * (at - 99) : 0));
  const values = before.map((length) =>
    type === 'bytea' ? `\\x${'ab'.repeat(length)}` : 'ä'.repeat(length),
  );
  const masked = await maskAll(type, values, { name: type === 'bytea' ? 'token' : 'free_text' });
  const after = masked.map((each) => (Buffer.isBuffer(each) ? each.length : String(each).length));
  const { found, right } = joined(before, after);
  const control = joined(before, before);
  console.warn(
    `${type}: ${found} rows of 111 joined by length, ${right} of them rightly; ${control.right} where lengths stay`,
  );
  expect(control).toEqual({ found: 111, right: 111 });
  // Matched at random, one row of all is right on average; more than five are one time in 1,600.
  expect(right).toBeLessThanOrEqual(5);
  if (type === 'text') expect(after.filter((length, row) => length === before[row])).toEqual([]);
});

it('a drawn length stays within what the column and its checks allow', async () => {
  const texts = Array.from({ length: 60 }, (_, at) => 'x'.repeat(10 + (at % 11)));
  const limits: [type: string, constraint: string, least: number, most: number][] = [
    ['varchar(20)', '', 1, 20],
    ['text', 'CHECK (char_length(v) BETWEEN 10 AND 20)', 10, 20],
    ['varchar(40)', 'CHECK (10 <= length(v) AND length(v) < 21)', 10, 20],
    ['text', 'CHECK (v IS NULL OR octet_length(v) > 9)', 10, 31],
    ['char(20)', '', 1, 20],
  ];
  for (const [type, constraint, least, most] of limits) {
    const masked = await maskAll(type, texts, { name: 'free_text' }, constraint);
    const lengths = masked.map((each) => String(each).length);
    expect(Math.min(...lengths), `${type} ${constraint}`).toBeGreaterThanOrEqual(least);
    expect(Math.max(...lengths), `${type} ${constraint}`).toBeLessThanOrEqual(most);
    if (type !== 'char(20)') expect(new Set(lengths).size).toBeGreaterThan(3);
  }
  const fixed = await maskAll('text', ['x'.repeat(12)], { name: 'free_text' }, 'CHECK (length(v) = 12)');
  expect(String(fixed[0])).toHaveLength(12);
});

it('a length is drawn under the key: another key draws others, and the same text in two rows is as long', async () => {
  const texts = Array.from({ length: 40 }, (_, at) => `note ${at % 20}: ${'x'.repeat(100)}`);
  const draw = async () =>
    (await maskAll('text', texts, { name: 'free_text' })).map((each) => String(each).length);
  const [one, other] = [await draw(), await draw()];
  expect(one.slice(0, 20)).toEqual(one.slice(20));
  expect(one).not.toEqual(other);
});

import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOrganization } from '../../credentials/credentials.fixture';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';
import { findInexactNumber } from './find-inexact-number';

useControlDatabase();

let sandbox: OpenSandbox;
let closeSandboxPools: () => Promise<void>;

beforeAll(async () => {
  ({ closeSandboxPools } = await import('../sandbox-pool/sandbox-pools'));
  sandbox = await openSandbox(await addOrganization(), `hostile${process.pid}`);
});
afterAll(async () => {
  await closeSandboxPools();
  await sandbox.place.drop();
});

/** Texts that have broken programs: quoting, templates, formats, encodings, directions, sizes. */
const hostileTexts = [
  '',
  ' ',
  '\t\n\r\v\f',
  'null',
  'NULL',
  'undefined',
  'NaN',
  'true',
  '0',
  '-0',
  '1e309',
  '0x10',
  '١٢٣',
  "'",
  "''",
  "' OR '1'='1",
  "'; DROP TABLE fabrica.parts; --",
  '"; DROP TABLE parts; --',
  '\\',
  "\\'; SELECT pg_sleep(10); --",
  "E'\\x41'",
  '$1',
  '$$; DROP TABLE parts; $$',
  '$tag$',
  ':name',
  '?',
  '%s%s%n',
  '%00',
  '%',
  '_',
  '/* comment */',
  '-- comment',
  '{}',
  '[]',
  '{"$gt": ""}',
  '{a,b}',
  '{"a","b"}',
  '(1,2)',
  '[1,5)',
  '\\x00',
  '\\N',
  '\\.',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "javascript:alert('x')",
  '{{7*7}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the text is what a template engine would run
  '${7*7}',
  '#{7*7}',
  '`id`',
  '$(id)',
  '; ls -la',
  '../../../../etc/passwd',
  'C:\\Windows\\',
  'CON',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '=1+1',
  '@SUM(A1)',
  'Łódź – 工場 – مصنع – завод',
  'İıŞş',
  'ﬃ ǆ ß',
  'e\u0301 é',
  '\u202eevil\u202c',
  '\u200b\ufeff\u2060',
  '\u0001\u001f\u007f\u0080\u009f',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  '𝒳𝓎𝓏',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L',
  '\uffff\ufffe\ufffd',
  '\u{10ffff}',
  '\u2028\u2029',
  'a'.repeat(100_000),
  '𝒳'.repeat(30_000),
  'http://169.254.169.254/latest/meta-data',
  'Set-Cookie: a=b\r\nX: y',
];

/** What no PostgreSQL text can hold. */
const unstorable = ['\0', 'a\0b', '\ud800', '\udfff', 'a\ud83d', '\udc00\ud800'];

test(`${hostileTexts.length} hostile texts come back exactly as they were sent, in every kind of text column`, async () => {
  expect(hostileTexts.length).toBeGreaterThan(60);
  for (const text of hostileTexts) {
    const body = {
      name: text,
      'odd "column"; --': text,
      tags: [text],
      attributes: { [text]: text },
      raw: text,
    };
    const created = await call(sandbox, 'POST', 'records/parts', { body });
    expect(created.status, JSON.stringify(text.slice(0, 50))).toBe(201);
    expect(created.json).toMatchObject(body);
    const again = await call(sandbox, 'GET', `records/parts/${created.json.id}`);
    expect(again.json).toMatchObject(body);
    const home = { line: text, city: text };
    const changed = await call(sandbox, 'PATCH', `records/parts/${created.json.id}`, { body: { home } });
    expect(changed.json.home).toEqual(home);
  }
});

test('hostile texts as ids and filters find the row that has them and no other', async () => {
  for (const text of hostileTexts.filter((each) => each.length < 1_000)) {
    const filter = `records/parts?limit=5&${new URLSearchParams({ name: text })}`;
    const found = JSON.parse((await call(sandbox, 'GET', filter)).text).data;
    expect(
      found.map((row: { name: string }) => row.name),
      JSON.stringify(text),
    ).toEqual([text]);
    if (text === '') continue;
    await call(sandbox, 'POST', 'records/boms', { body: { id: text } });
    const id = encodeURIComponent(text);
    expect((await call(sandbox, 'GET', `records/boms/${id}`)).json.id).toBe(text);
    expect((await call(sandbox, 'DELETE', `records/boms/${id}`)).status).toBe(204);
  }
});

test('what cannot be stored is refused at its column, wherever it stands', async () => {
  for (const text of unstorable)
    for (const body of [
      { name: text },
      { tags: ['a', text] },
      { attributes: { a: [{ b: text }] } },
      { attributes: { [text]: 1 } },
      { raw: text },
      { home: { line: text } },
    ]) {
      const answer = await call(sandbox, 'POST', 'records/parts', { body });
      expect([answer.status, answer.json.code], JSON.stringify(body)).toEqual([422, 'invalid_record']);
      expect(answer.json.fields).toHaveProperty(Object.keys(body)[0] ?? '');
    }
});

test('hostile texts in every column are taken or refused, and never a fault of ours', async () => {
  const columns = Object.keys((await call(sandbox, 'POST', 'records/parts', { body: {} })).json);
  const texts = [...hostileTexts.filter((each) => each.length < 100), ...unstorable];
  const outcomes = { taken: 0, refused: 0 };
  const tryOut = async (column: string, text: string) => {
    const created = await call(sandbox, 'POST', 'records/parts', { body: { [column]: text } });
    expect([201, 409, 422], `${column} ${JSON.stringify(text)}`).toContain(created.status);
    const filter = new URLSearchParams({ [column]: text });
    const filtered = await call(sandbox, 'GET', `records/parts?limit=1&${filter}`);
    expect([200, 400], `${column}=${JSON.stringify(text)}`).toContain(filtered.status);
    outcomes[created.status === 201 ? 'taken' : 'refused'] += 1;
  };
  // Every text meets every third column, which is every kind of column three times over.
  for (const [index, column] of columns.filter((each) => each !== 'serial' && each !== 'loud').entries())
    await Promise.all(texts.filter((_, n) => (n + index) % 3 === 0).map((text) => tryOut(column, text)));
  expect(outcomes.taken).toBeGreaterThan(100);
  expect(outcomes.refused).toBeGreaterThan(250);
}, 240_000);

test('any JSON at all, as a body or in a column, is answered below 500', async () => {
  const seed = 20261122;
  const column = fc.constantFrom(
    'name',
    'big',
    'tags',
    'home',
    'attributes',
    'raw',
    'active',
    'bigs',
    'made_at',
  );
  const body = fc.oneof(fc.jsonValue(), fc.dictionary(column, fc.jsonValue(), { maxKeys: 3 }));
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      const answer = await call(sandbox, 'POST', 'records/parts', { body: JSON.stringify(value) });
      expect([201, 400, 409, 422], answer.text).toContain(answer.status);
    }),
    { seed, numRuns: 300 },
  );
});

test('after all of that the table is there and holds whole rows', async () => {
  const [row] = await asSuperuser<{ n: string }>(
    'SELECT count(*) AS n FROM fabrica.parts WHERE name IS NOT NULL',
    [],
    sandbox.place.database,
  );
  expect(Number(row?.n)).toBeGreaterThan(200);
});

test('numbers that a double does not hold are found, and no others', () => {
  for (const exact of [
    '0',
    '-0',
    '0.0',
    '1e3',
    '1E+3',
    '0.1',
    '1.10',
    '100',
    '9007199254740992',
    '5e-324',
    '1e308',
  ])
    expect(findInexactNumber(`{"a": [${exact}]}`), exact).toBeNull();
  for (const inexact of [
    '9007199254740993',
    '1e309',
    '-1e400',
    '1e-400',
    '0.12345678901234567890',
    '1.0000000000000000001',
  ])
    expect(findInexactNumber(`{"a": [${inexact}]}`), inexact).toBe(inexact);
  expect(findInexactNumber('{"9007199254740993": "9007199254740993", "\\"1e400": "\\\\"}')).toBeNull();
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (n) => findInexactNumber(JSON.stringify([n])) === null,
    ),
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOrganization } from '../../credentials/credentials.fixture';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';

useControlDatabase();

let sandbox: OpenSandbox;
let closeSandboxPools: () => Promise<void>;

beforeAll(async () => {
  ({ closeSandboxPools } = await import('../sandbox-pool/sandbox-pools'));
  sandbox = await openSandbox(await addOrganization(), `records${process.pid}`);
});
afterAll(async () => {
  await closeSandboxPools();
  await sandbox.place.drop();
});

const sandboxSql = (sql: string, values: unknown[] = []) =>
  asSuperuser<Record<string, unknown>>(sql, values, sandbox.place.database);

async function addPart(body: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const created = await call(sandbox, 'POST', 'records/parts', { body });
  expect(created.status, created.text).toBe(201);
  return created.json;
}

test('/me says which product, sandbox, environment and key this is', async () => {
  const { status, json, headers } = await call(sandbox, 'GET', 'me');
  expect(status).toBe(200);
  expect(json).toMatchObject({
    product: { slug: 'fabrica', name: 'Fabrica' },
    sandbox: sandbox.slug,
    environment: 'sandbox',
    baseUrl: `http://localhost:3000/s/${sandbox.slug}/api/v1`,
    dataShape: 'seeded',
    expiresAt: '2030-01-02T03:04:05.678Z',
  });
  expect(json.key).toMatchObject({ fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){2}[0-9a-f]{4}$/) });
  expect(headers.get('cache-control')).toBe('no-store');
});

test('a record is created, read, changed and removed in the sandbox’s own database, under its own role', async () => {
  const part = await addPart({ number: 'FRM-1', name: 'Frame' });
  expect(part).toMatchObject({ number: 'FRM-1', name: 'Frame', state: 'draft', loud: 'FRAME' });
  const path = `records/parts/${part.id}`;
  expect((await call(sandbox, 'GET', path)).json).toEqual(part);
  const changed = await call(sandbox, 'PATCH', path, { body: { state: 'released', name: 'Rahmen' } });
  expect(changed.json).toEqual({ ...part, state: 'released', name: 'Rahmen', loud: 'RAHMEN' });
  expect(await sandboxSql('SELECT name FROM fabrica.parts WHERE id = $1', [part.id])).toEqual([
    { name: 'Rahmen' },
  ]);
  const removed = await call(sandbox, 'DELETE', path);
  expect([removed.status, removed.text]).toEqual([204, '']);
  for (const method of ['GET', 'DELETE'] as const)
    expect((await call(sandbox, method, path)).status).toBe(404);
  expect((await call(sandbox, 'PATCH', path, { body: { name: 'x' } })).status).toBe(404);
  const users = await sandboxSql(
    `SELECT DISTINCT usename::text AS role FROM pg_stat_activity WHERE application_name = 'sandgate/gateway' AND datname = current_database()`,
  );
  expect(users).toEqual([{ role: sandbox.place.role }]);
});

test('the location of a created record leads to it', async () => {
  const created = await call(sandbox, 'POST', 'records/boms', { body: { id: 'a/b c?d#é%' } });
  const location = created.headers.get('location') ?? '';
  expect(location).toContain(`/s/${sandbox.slug}/api/v1/records/boms/a%2Fb%20c%3Fd%23%C3%A9%25`);
  const { resource } = { resource: location.split('/api/v1/')[1] ?? '' };
  expect((await call(sandbox, 'GET', resource)).json).toMatchObject({ id: 'a/b c?d#é%' });
});

test('a body without members makes a record of defaults', async () => {
  expect(await addPart({})).toMatchObject({ name: 'a part', state: 'draft', number: null });
});

/** Sent, and what comes back where that is another form. */
const roundTrips: [string, unknown, unknown?][] = [
  ['small', 32767],
  ['small', '-5', -5],
  ['big', '9223372036854775807'],
  ['big', 42, '42'],
  ['counted', '9007199254740993'],
  ['price', '12345678901234.5678'],
  ['price', 0.5, '0.5000'],
  ['ratio', 0.30000000000000004],
  ['ratio', 1e-300],
  ['ratio', 'NaN'],
  ['active', true],
  ['active', false],
  ['made_on', '2026-02-28'],
  ['made_at', '2026-02-28T12:34:56.789+02:00', '2026-02-28T10:34:56.789+00:00'],
  ['local_at', '2026-02-28T12:34:56'],
  ['lasts', 'P1DT2H3M'],
  ['tags', ['a', 'b "c"', '{d}', '', null, 'NULL', 'é,\\']],
  ['tags', []],
  ['bigs', ['9223372036854775807', 1], ['9223372036854775807', '1']],
  ['home', { line: 'Am "Ring" 1', city: "L'viv, (UA)" }],
  ['attributes', { a: [1, { b: null }], 'odd "key"': 'é' }],
  ['attributes', 'text'],
  ['raw', { z: 1, a: 2 }],
  ['bytes', '\\xdeadbeef'],
  ['address', '10.0.0.1/8'],
  ['public_id', 'd9c5f3b8-6a1c-4d55-9d6a-000000000001'],
  ['spread', '[1,5)'],
  ['state', 'very "odd"'],
  ['state', "o'k"],
  ['flag', 'ab', 'ab '],
  ['odd "column"; --', 'value'],
  ['code', null],
];

test.each(roundTrips)('column %s keeps %j', async (column, sent, back = sent) => {
  const part = await addPart({ [column]: sent });
  expect(part[column]).toEqual(back);
  const cleared = await call(sandbox, 'PATCH', `records/parts/${part.id}`, { body: { [column]: sent } });
  expect(cleared.json[column]).toEqual(back);
});

/** Method, path, body, and what has to come of it. */
const refusals: [string, 'POST' | 'PATCH', unknown, number, string, Record<string, unknown>?][] = [
  ['an unknown column', 'POST', { nope: 1 }, 422, 'invalid_record', { fields: { nope: expect.anything() } }],
  ['__proto__', 'POST', '{"__proto__": 1}', 422, 'invalid_record', { fields: expect.anything() }],
  ['constructor', 'POST', { constructor: 'x' }, 422, 'invalid_record'],
  [
    'a generated column',
    'POST',
    { loud: 'X' },
    422,
    'invalid_record',
    { fields: { loud: expect.anything() } },
  ],
  ['an identity', 'PATCH', { serial: 1 }, 422, 'invalid_record', { fields: { serial: expect.anything() } }],
  ['a missing value', 'POST', { name: null }, 422, 'invalid_record', { fields: { name: expect.anything() } }],
  [
    'a wrong enum',
    'POST',
    { state: 'Draft' },
    422,
    'invalid_record',
    { fields: { state: expect.anything() } },
  ],
  [
    'a broken domain',
    'PATCH',
    { number: 'frm 1' },
    422,
    'invalid_record',
    { fields: { number: expect.anything() } },
  ],
  ['a broken check', 'POST', { price: '-1' }, 422, 'invalid_record', { constraint: 'price_not_negative' }],
  ['a taken number', 'POST', { number: 'TKN-1' }, 409, 'conflict', { constraint: 'parts_number_key' }],
  [
    'a reference to nothing',
    'POST',
    { bom_id: '987654' },
    422,
    'invalid_record',
    { constraint: 'parts_known_bom' },
  ],
  [
    'a reference to nothing',
    'PATCH',
    { bom_id: '987654' },
    422,
    'invalid_record',
    { constraint: 'parts_known_bom' },
  ],
  ['too long a text', 'POST', { code: 'abcdef' }, 422, 'invalid_record', { sqlstate: '22001' }],
  [
    'a number out of range',
    'POST',
    { small: 32768 },
    422,
    'invalid_record',
    { fields: { small: expect.anything() } },
  ],
  [
    'a fraction for an integer',
    'PATCH',
    { small: 1.5 },
    422,
    'invalid_record',
    { fields: { small: expect.anything() } },
  ],
  ['too large a numeric', 'POST', { price: '1e30' }, 422, 'invalid_record', { sqlstate: '22003' }],
  [
    'a day that is none',
    'POST',
    { made_on: '2026-02-30' },
    422,
    'invalid_record',
    { fields: { made_on: expect.anything() } },
  ],
  [
    'an array for a scalar',
    'POST',
    { name: ['x'] },
    422,
    'invalid_record',
    { fields: { name: expect.anything() } },
  ],
  [
    'an object for a scalar',
    'POST',
    { big: { $gt: 1 } },
    422,
    'invalid_record',
    { fields: { big: expect.anything() } },
  ],
  [
    'a number for a text',
    'POST',
    { name: 5 },
    422,
    'invalid_record',
    { fields: { name: expect.anything() } },
  ],
  [
    'a text for a boolean',
    'POST',
    { active: 'true' },
    422,
    'invalid_record',
    { fields: { active: expect.anything() } },
  ],
  [
    'a scalar for an array',
    'POST',
    { tags: 'a' },
    422,
    'invalid_record',
    { fields: { tags: expect.anything() } },
  ],
  [
    'a wrong element',
    'POST',
    { bigs: ['x'] },
    422,
    'invalid_record',
    { fields: { bigs: expect.anything() } },
  ],
  [
    'an unknown attribute',
    'POST',
    { home: { street: 'x' } },
    422,
    'invalid_record',
    { fields: { home: expect.anything() } },
  ],
  [
    'a list for a composite',
    'POST',
    { home: ['x'] },
    422,
    'invalid_record',
    { fields: { home: expect.anything() } },
  ],
  ['what a trigger refuses', 'POST', { name: 'refuse' }, 422, 'invalid_record', { sqlstate: 'P0001' }],
  [
    'what a trigger refuses oddly',
    'PATCH',
    { name: 'odd code' },
    422,
    'invalid_record',
    { sqlstate: 'SG042' },
  ],
  ['what a trigger leaves out', 'POST', { name: 'leave out' }, 422, 'invalid_record'],
  ['an empty change', 'PATCH', {}, 422, 'invalid_record'],
  ['a number beyond a double', 'POST', '{"big": 9007199254740993}', 422, 'invalid_record'],
  ['an infinite number', 'POST', '{"ratio": 1e400}', 422, 'invalid_record'],
  ['a vanishing number', 'POST', '{"ratio": 1e-400}', 422, 'invalid_record'],
  [
    'half a surrogate pair',
    'POST',
    '{"name": "a\\ud800b"}',
    422,
    'invalid_record',
    { fields: { name: expect.anything() } },
  ],
  ['a NUL', 'POST', '{"name": "a\\u0000b"}', 422, 'invalid_record', { fields: { name: expect.anything() } }],
  [
    'a NUL inside of json',
    'POST',
    '{"raw": {"a": ["\\u0000"]}}',
    422,
    'invalid_record',
    { fields: { raw: expect.anything() } },
  ],
  ['a NUL in a column’s name', 'POST', '{"na\\u0000me": 1}', 422, 'invalid_record'],
  ['json that is too deep', 'POST', `{"raw": ${'['.repeat(40)}${']'.repeat(40)}}`, 422, 'invalid_record'],
  ['very deep json', 'POST', `{"raw": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 422, 'invalid_record'],
  ['no JSON', 'POST', '{"name": ', 400, 'malformed_body'],
  ['an empty body', 'POST', '', 400, 'malformed_body'],
  ['a list', 'POST', [], 400, 'malformed_body'],
  ['null', 'PATCH', 'null', 400, 'malformed_body'],
  ['a bare string', 'POST', '"x"', 400, 'malformed_body'],
  ['too large a body', 'POST', { name: 'x'.repeat(1_000_000) }, 413, 'body_too_large'],
];

describe('a refused record', () => {
  let path: string;
  beforeAll(async () => {
    path = `records/parts/${(await addPart({ number: 'TKN-1', name: 'stays' })).id}`;
  });

  test.each(refusals)(
    '%s by %s is told clearly and changes nothing',
    async (_, method, body, status, code, more = {}) => {
      const before = await sandboxSql('SELECT count(*), max(xmin::text::bigint) FROM fabrica.parts');
      const answer = await call(sandbox, method, method === 'POST' ? 'records/parts' : path, { body });
      expect([answer.status, answer.json.code], answer.text).toEqual([status, code]);
      expect(answer.json).toMatchObject({ type: `urn:sandgate:problem:${code}`, status, ...more });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await sandboxSql('SELECT count(*), max(xmin::text::bigint) FROM fabrica.parts')).toEqual(before);
    },
  );

  test('does not quote what stands in other rows', async () => {
    const answer = await call(sandbox, 'POST', 'records/parts', { body: { number: 'TKN-1', name: 'mine' } });
    expect(answer.text).not.toMatch(/TKN-1|stays|mine/);
  });

  test.each([
    ['text/plain', {}],
    ['application/x-www-form-urlencoded', {}],
    ['application/json; charset=latin1', {}],
    ['application/json', { 'content-encoding': 'gzip' }],
  ])('of the media type %s %j is not read', async (type, more) => {
    const answer = await call(sandbox, 'POST', 'records/parts', {
      body: '{}',
      headers: { 'content-type': type, ...more },
    });
    expect([answer.status, answer.json.code]).toEqual([415, 'unsupported_media_type']);
  });

  test('in bytes that are not UTF-8 is malformed', async () => {
    const { POST } = await import('@/app/s/[slug]/api/v1/records/[name]/route');
    const body = Buffer.concat([Buffer.from('{"name": "'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const headers = {
      authorization: `Bearer ${sandbox.key}`,
      'content-type': 'application/json; charset=UTF-8',
    };
    const request = new Request('http://localhost:3000/', { method: 'POST', body, headers });
    const answer = await POST(request, { params: Promise.resolve({ slug: sandbox.slug, name: 'parts' }) });
    expect([answer.status, (await answer.json()).code]).toEqual([400, 'malformed_body']);
  });
});

test('a record that others refer to stays, and the constraint is named', async () => {
  const part = await addPart();
  await call(sandbox, 'POST', 'records/boms', { body: { id: 'bom of it', part_id: part.id } });
  const answer = await call(sandbox, 'DELETE', `records/parts/${part.id}`);
  expect([answer.status, answer.json.code, answer.json.constraint]).toEqual([
    409,
    'conflict',
    'boms_of_a_part',
  ]);
  const renumbered = await call(sandbox, 'PATCH', `records/parts/${part.id}`, { body: { id: '777000' } });
  expect([renumbered.status, renumbered.json.constraint]).toEqual([409, 'boms_of_a_part']);
});

test.each(['abc', '1.5', '99999999999999999999', '1%00', '%20', '1%3B%20DROP%20TABLE%20parts', "1'"])(
  'an id that is none (%s) finds nothing',
  async (id) => {
    for (const method of ['GET', 'DELETE'] as const)
      expect((await call(sandbox, method, `records/parts/${id}`)).status, method).toBe(404);
    const patched = await call(sandbox, 'PATCH', `records/parts/${id}`, { body: { name: 'x' } });
    expect(patched.status).toBe(404);
  },
);

test.each(['nothing', '__proto__', 'constructor', 'Parts', 'gone', 'fabrica.parts'])(
  'records of the name %s are not found',
  async (name) => {
    expect((await call(sandbox, 'GET', `records/${name}`)).json.code).toBe('not_found');
    expect((await call(sandbox, 'POST', `records/${name}`, { body: {} })).json.code).toBe('not_found');
  },
);

test('what the role may not do is forbidden', async () => {
  expect((await call(sandbox, 'GET', 'records/secrets')).json).toMatchObject({
    status: 403,
    sqlstate: '42501',
  });
  expect((await call(sandbox, 'POST', 'records/secrets', { body: { id: 1 } })).status).toBe(403);
});

test('a statement over five seconds is given up, and nothing is changed', async () => {
  const before = await sandboxSql('SELECT count(*) FROM fabrica.parts');
  const answer = await call(sandbox, 'POST', 'records/parts', { body: { name: 'sleep' } });
  expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([503, 'timeout', '5']);
  expect(await sandboxSql('SELECT count(*) FROM fabrica.parts')).toEqual(before);
});

test('a column added or dropped under a running gateway is served from the next call on', async () => {
  await addPart();
  await sandboxSql('ALTER TABLE fabrica.parts ADD COLUMN later int DEFAULT 7, DROP COLUMN spread');
  const answer = await call(sandbox, 'GET', 'records/parts?limit=1');
  expect([answer.status, JSON.parse(answer.text).data[0].later]).toEqual([200, 7]);
});

test('triggers find the product’s tables without naming its schema', async () => {
  expect(await addPart({ name: 'count' })).toMatchObject({ small: expect.any(Number) });
});

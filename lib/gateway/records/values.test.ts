import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addOrganization } from '../../credentials/credentials.fixture';
import { db } from '../../db/client';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { call, type OpenSandbox, openSandbox } from '../sandbox.fixture';

useControlDatabase();

let sandbox: OpenSandbox;
let closeSandboxPools: () => Promise<void>;

/** Types that refuse values under codes of every kind; `Moody` is a product's own, and PostgreSQL has no `=` for some. */
const odd = `
  CREATE FUNCTION fabrica.judge(value text) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    IF value LIKE 'code %' THEN RAISE EXCEPTION 'no' USING ERRCODE = substr(value, 6, 5); END IF;
    RETURN value <> 'false';
  END $$;
  CREATE DOMAIN fabrica.moody AS text CHECK (fabrica.judge(VALUE));
  CREATE TABLE fabrica.odds (
    id numeric(20, 4) PRIMARY KEY, moody fabrica.moody, small smallint, real real, at timestamptz, on_day date, clock time,
    span interval, uuid uuid, address inet, mac macaddr, bits bit(3), path jsonpath, raw json, doc jsonb, place point,
    form xml, words tsvector, asked tsquery, ranges int4range, many int4multirange, numbers int[], flag boolean, oid oid,
    proc regprocedure, relation regclass, money money, bytes bytea, snapshot pg_snapshot, letter "char", pages tid, lsn pg_lsn);
  INSERT INTO fabrica.odds (id) VALUES (10), (1.5);
  CREATE TABLE fabrica.days (id timestamptz PRIMARY KEY, note text);
  INSERT INTO fabrica.days VALUES ('2026-01-01T00:00:00Z', 'first');
  CREATE TABLE fabrica.tokens (id uuid PRIMARY KEY);
  INSERT INTO fabrica.tokens VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
  INSERT INTO fabrica.parts (id, name) VALUES (10, 'ten');`;

beforeAll(async () => {
  ({ closeSandboxPools } = await import('../sandbox-pool/sandbox-pools'));
  sandbox = await openSandbox(await addOrganization(), `values${process.pid}`);
  const { database, role } = sandbox.place;
  await asSuperuser(
    `${odd} GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA fabrica TO "${role}"`,
    [],
    database,
  );
  // Records of a product are named in its definition.
  const records = { odds: 'odds', days: 'days', tokens: 'tokens' };
  for (const name of Object.keys(records))
    await db().$executeRaw`
      UPDATE "Product" SET "definition" = jsonb_set("definition", ARRAY['records', ${name}]::text[],
        jsonb_build_object('table', ${name}::text, 'key', 'id', 'label', ${name}::text))`;
});
afterAll(async () => {
  await closeSandboxPools();
  await sandbox.place.drop();
});

describe('a filter that the database cannot read', () => {
  const columns = [
    ...[
      'moody',
      'small',
      'real',
      'at',
      'on_day',
      'clock',
      'span',
      'uuid',
      'address',
      'mac',
      'bits',
      'path',
      'raw',
      'doc',
    ],
    ...[
      'place',
      'form',
      'words',
      'asked',
      'ranges',
      'many',
      'numbers',
      'flag',
      'oid',
      'proc',
      'relation',
      'money',
      'bytes',
    ],
    ...['snapshot', 'letter', 'pages', 'lsn'],
  ];
  const values = [
    ...[
      '',
      ' ',
      'x',
      '1',
      '-1',
      '1_0',
      '0x1',
      '1e400',
      '99999999999999999999',
      'NaN',
      'null',
      '{',
      '{1',
      '[',
      '<a',
      '(1,2',
      '\\',
      '$[',
      '&',
    ],
    ...[
      'code 22023',
      'code SG001',
      'code P0001',
      'code 54000',
      'code 0A000',
      'code 42P22',
      'code 2F003',
      'code HV000',
      'false',
    ],
    ...[
      '0000-00-00',
      '0000-01-01',
      '99999-01-01',
      '24:00:01',
      'infinity',
      '1 fortnight',
      '9999999999 years',
      'P1Y2',
      'pg_class',
      'nope(int)',
    ],
    ...['\u0080', 'a'.repeat(3_000)],
  ];
  test.each(columns)('?%s=… is answered with 200, or with 400 and its name', async (column) => {
    for (const value of values) {
      const others = new URLSearchParams({ id: '10', [column]: value, limit: '3' });
      const answer = await call(sandbox, 'GET', `records/odds?${others}`);
      expect([200, 400], `${value}: ${answer.text}`).toContain(answer.status);
      if (answer.status === 400)
        expect(answer.json, value).toMatchObject({ code: 'invalid_parameter', parameter: column });
    }
  });

  test.each(['22023', 'SG001', 'P0001', '54000', '0A000', '42P22', 'HV000'])(
    'also by SQLSTATE %s',
    async (code) => {
      const answer = await call(sandbox, 'GET', `records/odds?moody=code%20${code}`);
      expect([answer.status, answer.json.parameter, answer.json.sqlstate]).toEqual([400, 'moody', code]);
      const written = await call(sandbox, 'POST', 'records/odds', { body: { id: 3, moody: `code ${code}` } });
      expect([written.status, Object.keys(written.json.fields ?? {})]).toEqual([422, ['moody']]);
    },
  );

  test.each(['1_0', '+1', ' 1', '0x1', '1.', '.5', 'x'])(
    'after=%s is no key to begin after',
    async (after) => {
      const answer = await call(sandbox, 'GET', `records/odds?${new URLSearchParams({ after })}`);
      expect([answer.status, answer.json.parameter]).toEqual([400, 'after']);
    },
  );
});

describe('a key is written in one way', () => {
  const found: [string, string][] = [
    ['parts', '10'],
    ['odds', '10.0000'],
    ['odds', '1.5000'],
    ['days', '2026-01-01 00:00:00+00'],
    ['days', '2026-01-01T00:00:00+00:00'],
    ['tokens', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ];
  test.each(found)('%s/%s is one', async (name, id) => {
    expect((await call(sandbox, 'GET', `records/${name}/${encodeURIComponent(id)}`)).status).toBe(200);
  });

  const missed: [string, string][] = [
    ...[
      '1_0',
      ' 10',
      '10 ',
      '+10',
      '010',
      '10.0',
      '0xa',
      '0o12',
      '0b1010',
      '1e1',
      '1E1',
      '-10',
      '१०',
      '10\t',
      '10;',
      "10'",
    ].map((id): [string, string] => ['parts', id]),
    ...['10', '10.0', '1_0.0000', '1e1', '1.50000', 'NaN', '']
      .filter(Boolean)
      .map((id): [string, string] => ['odds', id]),
    ['days', '2026-01-01'],
    ['days', 'epoch'],
    ['days', '2026-01-01 01:00:00+01'],
    ['tokens', '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'],
    ['tokens', 'a0eebc999c0b4ef8bb6d6bb9bd380a11'],
    ['tokens', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'],
  ];
  test.each(missed)('%s/%s is none, to read, to change or to delete', async (name, id) => {
    const path = `records/${name}/${encodeURIComponent(id)}`;
    expect((await call(sandbox, 'GET', path)).status).toBe(404);
    expect((await call(sandbox, 'PATCH', path, { body: { id: null } })).status).toBe(404);
    expect((await call(sandbox, 'DELETE', path)).status).toBe(404);
  });

  test('numbers in bodies and filters have JSON’s spelling too, on every release', async () => {
    for (const big of ['1_0', ' 1', '+1', '0x1', '1.', ''])
      expect((await call(sandbox, 'POST', 'records/parts', { body: { big } })).json, big).toMatchObject({
        code: 'invalid_record',
        fields: { big: expect.anything() },
      });
    expect((await call(sandbox, 'GET', 'records/parts?id=1_0')).json).toMatchObject({ parameter: 'id' });
    expect((await call(sandbox, 'GET', 'records/odds?id=1e1')).status).toBe(200);
  });
});

import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser, createDatabase } from '@/lib/testing/database';
import { canariesOf } from './canaries';
import { brokenForeignKeys, checksumRows, tableNames } from './check-database';
import { type FilledTenant, fillFabrica } from './fill';
import { productionApiKey } from './production-key';
import { productionTenants } from './rows/plan';

const smallest = productionTenants.filter(({ name }) => name === 'cascade');
const reader = `reader_${createId()}`;
const readerPassword = createId();

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: Client;
let filled: FilledTenant[];

beforeAll(async () => {
  database = await createDatabase();
  await asSuperuser(`CREATE ROLE ${reader} LOGIN PASSWORD '${readerPassword}'`);
  filled = await fillFabrica({ url: database.url, reader });
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
  await asSuperuser(`DROP ROLE IF EXISTS ${reader}`);
});

async function countRows(schema: string): Promise<number> {
  let total = 0;
  for (const table of await tableNames(client, schema)) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int FROM ${schema}.${table}`);
    total += rows[0]?.count ?? 0;
  }
  return total;
}

/** How many rows of a column contain a text; bytes are searched as hexadecimal digits. */
async function countMatches(schema: string, table: string, column: string, text: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int FROM ${schema}.${table} WHERE position($1 IN replace(${column}::text, '\\"', '"')) > 0`,
    [text],
  );
  return rows[0]?.count ?? 0;
}

describe('the filled production database', () => {
  it.each(productionTenants.map(({ name, targetRows }) => [name, targetRows] as const))(
    'gives %s about %i rows in every table, and reports their number',
    async (name, targetRows) => {
      const counted = await countRows(name);
      expect(filled.find(({ tenant }) => tenant === name)).toMatchObject({ rows: counted, made: true });
      expect(Math.abs(counted / targetRows - 1)).toBeLessThan(0.2);
      for (const [table, sum] of Object.entries(await checksumRows(client, name))) {
        expect(sum, table).not.toMatch(/^0 /);
      }
    },
  );

  it.each(productionTenants.map(({ name }) => name))('leaves no foreign key of %s broken', async (name) => {
    const { checked, broken } = await brokenForeignKeys(client, name);
    expect(checked).toBeGreaterThan(60);
    expect(broken).toEqual([]);
  });

  it('notices a broken foreign key where there is one', async () => {
    await client.query(
      `BEGIN; ALTER TABLE cascade.runs DISABLE TRIGGER ALL; UPDATE cascade.runs SET part_id = -1 WHERE id = 1`,
    );
    expect((await brokenForeignKeys(client, 'cascade')).broken).toEqual(['runs_part_id_fkey: 1']);
    await client.query('ROLLBACK');
  });

  it.each(productionTenants.map(({ name }) => name))(
    'keeps every canary of %s in its place and nowhere else',
    async (name) => {
      const others = productionTenants.filter((tenant) => tenant.name !== name);
      for (const { table, column, value, place } of canariesOf(name)) {
        if (place === 'catalogue') {
          const { rows } = await client.query<{ comment: string | null }>(
            `SELECT col_description(attrelid, attnum) AS comment FROM pg_attribute WHERE attrelid = $1::regclass AND attname = $2`,
            [`${name}.${table}`, column],
          );
          expect(rows[0]?.comment).toContain(value);
          continue;
        }
        expect(await countMatches(name, table, column, value), `${table}.${column}`).toBeGreaterThan(0);
        for (const other of others) expect(await countMatches(other.name, table, column, value)).toBe(0);
      }
    },
  );

  it('continues every sequence after the rows that are there', async () => {
    await client.query('BEGIN; SET LOCAL search_path = acme');
    await client.query(`INSERT INTO parts (number, name, kind) VALUES ('FRM-99999', 'Frame', 'made')`);
    await client.query(`INSERT INTO runs (procedure_id, part_id) VALUES (1, 1)`);
    await client.query('ROLLBACK');
  });

  it('knows the live key of acme by its hash alone', async () => {
    const key = productionApiKey('acme');
    expect(key).toMatch(/^fabrica_live_[A-Za-z0-9]{43}$/);
    const { rows } = await client.query<{ plain_token: string | null }>(
      'SELECT plain_token FROM acme.api_keys WHERE secret_hash = $1',
      [createHash('sha256').update(key).digest()],
    );
    expect(rows).toEqual([{ plain_token: null }]);
  });

  it('lets the reader read every table and sequence, and write nothing', async () => {
    const url = new URL(database.url);
    url.username = reader;
    url.password = readerPassword;
    const reading = new Client({ connectionString: url.toString() });
    await reading.connect();
    try {
      for (const table of await tableNames(client, 'cascade')) {
        await reading.query(`SELECT count(*) FROM cascade.${table}`);
      }
      await reading.query('SELECT last_value FROM cascade.parts_id_seq');
      await expect(reading.query('DELETE FROM cascade.comments')).rejects.toThrow('permission denied');
    } finally {
      await reading.end();
    }
  });
});

describe('filling again', () => {
  it('leaves finished tenants as they are', async () => {
    const again = await fillFabrica({ url: database.url, reader });
    expect(again.map(({ tenant, rows, made }) => ({ tenant, rows, made }))).toEqual(
      filled.map(({ tenant, rows }) => ({ tenant, rows, made: false })),
    );
  });

  it('gives another database the very same rows', async () => {
    const other = await createDatabase();
    const copy = new Client({ connectionString: other.url });
    try {
      await fillFabrica({ url: other.url, tenants: smallest });
      await copy.connect();
      expect(await checksumRows(copy, 'cascade')).toEqual(await checksumRows(client, 'cascade'));
    } finally {
      await copy.end();
      await other.drop();
    }
  });

  it('leaves nothing of a tenant whose fill broke off, and completes it the next time', async () => {
    const other = await createDatabase();
    const look = new Client({ connectionString: other.url });
    try {
      await look.connect();
      const breakOff = ({ table }: { table: string }) => {
        if (table === 'runs') throw new Error('broken off');
      };
      await expect(fillFabrica({ url: other.url, tenants: smallest, onProgress: breakOff })).rejects.toThrow(
        'broken off',
      );
      const { rows } = await look.query(`SELECT FROM pg_namespace WHERE nspname = 'cascade'`);
      expect(rows).toHaveLength(0);
      await look.query('CREATE SCHEMA cascade CREATE TABLE leftover (id int)');
      await fillFabrica({ url: other.url, tenants: smallest });
      expect(await checksumRows(look, 'cascade')).toEqual(await checksumRows(client, 'cascade'));
    } finally {
      await look.end();
      await other.drop();
    }
  });
});

import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { productDefinition } from '@/lib/products/product';
import { createDatabase } from '@/lib/testing/database';
import { fabrica } from './product';
import { fabricaStructure } from './structure';

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: Client;

beforeAll(async () => {
  database = await createDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  for (const schema of ['first', 'second tenant']) await applyStructure(schema);
});

afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function applyStructure(schema: string): Promise<void> {
  const { tables, rules } = fabricaStructure();
  const name = escapeIdentifier(schema);
  await client.query(`CREATE SCHEMA ${name}; SET search_path = ${name}`);
  await client.query(tables);
  await client.query(rules);
}

/** What a schema holds, by kind and name; definitions are compared with the schema's own name taken out. */
async function describeSchema(schema: string): Promise<string[]> {
  await client.query(`SET search_path = ${escapeIdentifier(schema)}`);
  const { rows } = await client.query<{ item: string }>(
    `SELECT c.relkind::text || ' ' || c.relname || ' ' || coalesce(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), '')
              AS item
     FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
     WHERE c.relnamespace = $1::regnamespace
     UNION ALL
     SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = $1::regnamespace
     UNION ALL
     SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = $1::regnamespace
     UNION ALL
     SELECT tgname || ' ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = $1::regnamespace AND NOT tgisinternal
     ORDER BY 1`,
    [escapeIdentifier(schema)],
  );
  return rows.map(({ item }) =>
    item.replaceAll(`${escapeIdentifier(schema)}.`, '').replaceAll(`${schema}.`, ''),
  );
}

describe('structure', () => {
  it('is the same in every schema it is applied to', async () => {
    const first = await describeSchema('first');
    expect(first.length).toBeGreaterThan(700);
    expect(await describeSchema('second tenant')).toEqual(first);
  });

  it('names no schema in any routine, so that a renamed schema works on', async () => {
    const { rows } = await client.query<{ proname: string; prosrc: string; proconfig: string[] | null }>(
      `SELECT proname, prosrc, proconfig FROM pg_proc WHERE pronamespace = 'first'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(10);
    for (const { prosrc, proconfig } of rows) {
      expect(proconfig).toBeNull();
      expect(prosrc).not.toMatch(/\bfirst\./);
    }
  });

  it('keeps its rules after the schema was renamed', async () => {
    await client.query('BEGIN; ALTER SCHEMA first RENAME TO app; SET LOCAL search_path = app');
    await client.query(`
      INSERT INTO units (code, name, dimension) VALUES ('pcs', 'piece', 'count');
      INSERT INTO parts (id, number, name, kind) VALUES (1, 'FRM-0001', 'Frame', 'assembly'), (2, 'TUB-0001', 'Tube', 'purchased');
      INSERT INTO boms (id, part_id, revision) VALUES (1, 1, 'A'), (2, 2, 'A');
      INSERT INTO bom_items (bom_id, position, part_id, quantity) VALUES (1, 10, 2, 4);
      UPDATE parts SET current_bom_id = id;
      INSERT INTO procedures (id, code, revision, title, part_id) VALUES (1, 'WI-1', 'A', 'Weld the frame', 1);
      INSERT INTO procedure_steps (id, procedure_id, position, title, instructions) VALUES (1, 1, 1, 'Weld', 'Weld.');
      INSERT INTO runs (id, procedure_id, part_id) VALUES (1, 1, 1);
      INSERT INTO locations (id, code, name) VALUES (1, 'A', 'Rack');
      INSERT INTO inventory (id, part_id, location_id, quantity, unit_code) VALUES (1, 2, 1, 10, 'pcs');
      INSERT INTO stock_movements (inventory_id, kind, quantity) VALUES (1, 'issue', -4);
      CALL close_run(1)`);
    const one = async (sql: string) => Object.values((await client.query(sql)).rows[0] ?? {})[0];
    expect(await one('SELECT available FROM inventory')).toBe('6.0000');
    expect(await one('SELECT total_quantity FROM explode_bom(1)')).toBe('4.0000');
    expect(
      await one(`SELECT count(*)::int FROM procedures WHERE search @@ to_tsquery('simple', 'weld')`),
    ).toBe(1);
    expect(await one(`SELECT count(*)::int FROM audit_events WHERE table_name IN ('parts', 'runs')`)).toBe(5);
    await client.query('SAVEPOINT closed');
    await expect(
      client.query('INSERT INTO run_steps (run_id, position, procedure_step_id) VALUES (1, 1, 1)'),
    ).rejects.toThrow('Run 1 is closed');
    await client.query('ROLLBACK TO closed; SET CONSTRAINTS ALL IMMEDIATE');
    await expect(
      client.query('INSERT INTO bom_items (bom_id, position, part_id, quantity) VALUES (2, 10, 1, 1)'),
    ).rejects.toThrow('would contain itself');
    await client.query('ROLLBACK');
  });
});

describe('product', () => {
  it('is a valid definition', () => {
    expect(productDefinition.parse(fabrica)).toEqual(fabrica);
  });

  it('names only tables that exist, and addresses records by a column of the primary key', async () => {
    const { rows } = await client.query<{ name: string; keys: string[] }>(
      `SELECT c.relname AS name, array_agg(a.attname::text) AS keys
       FROM pg_class c
       JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
       WHERE c.relnamespace = 'first'::regnamespace AND NOT c.relispartition
       GROUP BY c.relname`,
    );
    const keysOf = new Map(rows.map(({ name, keys }) => [name, keys]));
    for (const table of [...fabrica.referenceTables, ...Object.values(fabrica.configuration).flat()]) {
      expect(keysOf.has(table), table).toBe(true);
    }
    for (const { table, key } of Object.values(fabrica.records))
      expect(keysOf.get(table), table).toContain(key);
    expect(keysOf.has(fabrica.smoke?.table ?? '')).toBe(true);
  });
});

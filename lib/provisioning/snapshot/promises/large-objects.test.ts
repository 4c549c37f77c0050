import { expect, it } from 'vitest';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

const database = useDatabases();
const emptied = { class: 'direct.image', mask: { name: 'null' } } as const;

async function pictures() {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE DOMAIN tenant.lo AS oid;
     CREATE TABLE tenant.picture (id int PRIMARY KEY, face oid, pages oid[], scan tenant.lo, relation oid NOT NULL);
     INSERT INTO tenant.picture VALUES (1, lo_from_bytea(0, 'canary'), NULL, NULL, 'pg_class'::regclass),
       (2, NULL, ARRAY[1::oid, lo_from_bytea(0, 'canary')], NULL, 1)`,
  );
  return { source, target };
}

it('columns that point to large objects are refused and named, and no other column of their type', async () => {
  const { source, target } = await pictures();
  const failure = await copy(await planFor(source.url, ['tenant']), source, target).catch((error) => error);
  expect(failure).toMatchObject({
    refusals: ['face', 'pages', 'scan'].map((column) => ({
      code: 'large_object',
      table: 'tenant.picture',
      column,
    })),
  });
  expect(String(failure)).toContain('mask null');
  expect(await query(target, `SELECT 1 FROM pg_namespace WHERE nspname = 'tenant'`)).toEqual([]);
});

it('a column that cannot be emptied says what to do instead, and does it', async () => {
  const { source, target } = await pictures();
  await query(source, 'UPDATE tenant.picture SET relation = face WHERE id = 1');
  const plan = await planFor(source.url, ['tenant'], {
    'picture.face': emptied,
    'picture.pages': emptied,
    'picture.scan': emptied,
  });
  await expect(copy(plan, source, target)).rejects.toThrow(/"relation".*exclude the rows of this table/);
  Object.assign(plan.tables['tenant.picture'] ?? {}, { scope: { rows: 'exclude' } });
  expect(await copy(plan, source, target)).toMatchObject({ rows: 0 });
});

it('once they are dropped the rest is copied and proven, without a large object', async () => {
  const { source, target } = await pictures();
  const plan = await planFor(source.url, ['tenant'], {
    'picture.face': emptied,
    'picture.pages': emptied,
    'picture.scan': emptied,
  });
  expect(await copy(plan, source, target)).toMatchObject({ rows: 2 });
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
  expect(await query(target, 'SELECT count(*)::int AS n FROM pg_largeobject_metadata')).toEqual([{ n: 0 }]);
  const place = 'large objects of the database';
  const kept = {
    ...plan,
    structure: { [place]: { found: ['bytes'], shapes: [], decision: 'keep' as const, reason: 'x' } },
  };
  await expect(copy(kept, source, await database())).rejects.toThrow(/never copied/);
});

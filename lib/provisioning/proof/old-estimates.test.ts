import { expect, it } from 'vitest';
import { planFor } from '../snapshot/plan.fixture';
import { copy, query, useDatabases } from '../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from './prove-snapshot';

const database = useDatabases();

it('a table that has grown since its statistics were gathered is compared whole', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA shop;
     CREATE TABLE shop.users (id int PRIMARY KEY, email text);
     INSERT INTO shop.users VALUES (1, 'first@firma.de');
     ANALYZE shop.users;
     INSERT INTO shop.users SELECT g, 'p' || g || '@firma.de' FROM generate_series(2, 20000) g;`,
  );
  const plan = await planFor(source.url, ['shop'], {
    'users.email': { class: 'direct.mail', mask: { name: 'mail' } },
  });
  await copy(plan, source, target);
  const proof = await proveSnapshot(plan, { source, target, jobs: 2 });
  expect(proof.failures).toEqual([]);
  expect(proof.tables).toMatchObject([{ sourceRows: 20_000, targetRows: 20_000 }]);
  await query(target, `UPDATE shop.users SET email = 'p19999@firma.de' WHERE id = 20000`);
  const damaged = await proveSnapshot(plan, { source, target, jobs: 2 });
  expect(damaged.tables.flatMap(({ columns }) => columns)).toMatchObject([
    { column: 'email', survivors: 1, passed: false },
  ]);
});

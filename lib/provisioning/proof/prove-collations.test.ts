import { expect, it } from 'vitest';
import { planFor } from '../snapshot/plan.fixture';
import { copy, query, useDatabases } from '../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from './prove-snapshot';

const database = useDatabases();

it('a collation that was made from C is the same in the copy', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA shop; CREATE COLLATION shop.plain FROM "C"; CREATE COLLATION shop.same (provider = libc, locale = 'C');
     CREATE TABLE shop.parts (id int PRIMARY KEY, code text COLLATE shop.plain); INSERT INTO shop.parts VALUES (1, 'a');`,
  );
  const plan = await planFor(source.url, ['shop'], {});
  await copy(plan, source, target);
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
});

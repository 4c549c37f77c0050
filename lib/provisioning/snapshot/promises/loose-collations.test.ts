import { expect, it } from 'vitest';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { inspectPlan } from '../../plan-check/inspect-plan';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { masked, planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/** Keys under a collation that takes texts for equal which are written otherwise. */
const database = useDatabases();

const schema = `
  CREATE SCHEMA s;
  CREATE COLLATION s.loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
  CREATE TABLE s.author (name text COLLATE s.loose PRIMARY KEY);
  CREATE TABLE s.book (id int PRIMARY KEY, author text COLLATE s.loose REFERENCES s.author ON DELETE CASCADE);
  INSERT INTO s.author VALUES ('Ann Lee'), ('BEA DAY'), ('Ädele Roe')`;
const names = { 'author.name': masked.name, 'book.author': masked.name };

async function tornIn(url: string, plan: ScrubPlan) {
  const { refusals } = await inspectPlan({ url, plan });
  return refusals.filter(({ code }) => code === 'reference_torn');
}

it('a reference that a mask would tear is refused before anything is made, and travels where it is kept', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `${schema}; INSERT INTO s.book VALUES (1, 'ann lee'), (2, 'Ann Lee'), (3, 'bea day'), (4, NULL)`,
  );
  const plan = await planFor(source.url, ['s'], names);
  const refusals = await tornIn(source.url, plan);
  expect(refusals).toMatchObject([
    { code: 'reference_torn', table: 's.book', column: 'author', constraint: 'book_author_fkey' },
  ]);
  expect(refusals[0]?.message).toMatch(/^s\.book, column "author": 2 rows refer .* person_name would tell/);
  await expect(copy(plan, source, target)).rejects.toThrow(refusals[0]?.message);
  expect(await query(target, `SELECT FROM pg_namespace WHERE nspname = 's'`)).toHaveLength(0);
  const kept = await planFor(source.url, ['s']);
  await copy(kept, source, target);
  expect((await proveSnapshot(kept, { source, target, jobs: 1 })).failures).toEqual([]);
});

it('one that is written alike is masked alike', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `${schema}; INSERT INTO s.book VALUES (1, 'Ann Lee'), (2, 'Ann Lee'), (3, 'Ädele Roe')`,
  );
  const plan = await planFor(source.url, ['s'], names);
  expect(await tornIn(source.url, plan)).toEqual([]);
  await copy(plan, source, target);
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
  const joined = await query<{ n: number }>(
    target,
    'SELECT count(*)::int AS n FROM s.book b JOIN s.author a ON a.name = b.author',
  );
  expect(joined).toEqual([{ n: 3 }]);
});

import { expect, it } from 'vitest';
import { canonicalJson } from '../../../canonical-json';
import { scrubPlan } from '../../../plan-format/scrub-plan';
import { classifySource } from '../../classify/classify-source';
import { inspectPlan } from '../../plan-check/inspect-plan';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { copy, query, useDatabases } from '../promises/two-databases.fixture';
import { decideOpen } from './decide-open.fixture';

const database = useDatabases();

const card = '34410693-7311-4996-99c7-164487b4296a';

/** What is proposed for a source, and what it leaves open kept, fits it, is copied, and is proven. */
it.each([
  [
    'points on whole numbers',
    `CREATE TABLE t (id int PRIMARY KEY, p point, tens point, same point, far point);
     INSERT INTO t SELECT g, point(g, g), point(g * 10, g * 10), point(7, 7), point(g * 1e6, -g) FROM generate_series(1, 50) g`,
  ],
  [
    'names that every object answers to',
    `CREATE TABLE t (id int PRIMARY KEY, "__proto__" int, "constructor" int, "toString" int, "hasOwnProperty" text, "a
b" int);
     INSERT INTO t VALUES (1, 2, 3, 4, 'x', 5);
     CREATE TABLE "__proto__" (id int PRIMARY KEY, "valueOf" text); CREATE TABLE "constructor" (id int PRIMARY KEY)`,
  ],
  [
    'documents whose keys are such names',
    `CREATE TABLE t (id int PRIMARY KEY, size jsonb);
     INSERT INTO t SELECT g, ('{"__proto__": ' || g || ', "constructor": {"prototype": 2}, "width": ' || g * 3 || '}')::jsonb
       FROM generate_series(1, 50) g`,
  ],
  [
    'a UUID that holds sixteen digits as a card does',
    `CREATE TABLE t (id uuid PRIMARY KEY, n int);
     INSERT INTO t SELECT gen_random_uuid(), g FROM generate_series(1, 50) g;
     INSERT INTO t VALUES ('${card}', 0)`,
  ],
  [
    'such UUIDs in arrays, documents and texts, and whole numbers among which cards are',
    `CREATE TABLE t (id bigint PRIMARY KEY, parents uuid[], origin jsonb, trace_id text, parent_id uuid);
     INSERT INTO t SELECT 4000000000000000 + g, ARRAY['${card}'::uuid, gen_random_uuid()],
         jsonb_build_object('trace_id', '${card}'::uuid), gen_random_uuid()::text, '${card}'
       FROM generate_series(1, 300) g`,
  ],
])('%s', async (_what, structure) => {
  const [source, target] = [await database(), await database()];
  await query(source, `CREATE SCHEMA s; SET search_path = s; ${structure}; ANALYZE`);
  const proposed = await classifySource({ url: source.url, schemas: ['s'] });
  const plan = scrubPlan.parse(JSON.parse(canonicalJson(proposed)));
  decideOpen(plan);
  expect((await inspectPlan({ url: source.url, plan })).refusals).toEqual([]);
  await copy(plan, source, target);
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).toEqual([]);
});

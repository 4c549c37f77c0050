import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { MaskSpec, ScrubPlan } from '../../../plan-format/scrub-plan';
import { copySnapshot } from '../../snapshot/copy-snapshot';
import { planFor } from '../../snapshot/plan.fixture';
import { type Database, query } from '../../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from '../prove-snapshot';

/** Maps of people in each kind of column, copied under a plan that names no person; then one key or a few come through. */

const count = { mask: { name: 'keep' }, type: 'number' };
const others = { key: { mask: { name: 'pseudonym' } }, value: count };
const votes = { name: 'json', shape: { keys: { of: count, votes: { keys: {}, others } } } };
const pairs = { key: { mask: { name: 'mail' } }, value: { mask: { name: 'keep' } } };
const masks: Record<string, { type: string; mask: MaskSpec; value: string; raw: string }> = {
  whole: {
    type: 'jsonb',
    mask: votes,
    value: `jsonb_build_object('of', g, 'votes', jsonb_build_object('Person ' || g, g))`,
    raw: `jsonb_build_object('of', 17, 'votes', jsonb_build_object('Person 40', 17, 'c0ffee', 1))`,
  },
  written: {
    type: 'text',
    mask: votes,
    value: `jsonb_build_object('of', g, 'votes', jsonb_build_object('Person ' || g, g))::text`,
    raw: `jsonb_build_object('of', 17, 'votes', jsonb_build_object('Person 40', 17))::text`,
  },
  listed: {
    type: 'jsonb[]',
    mask: { name: 'array', element: votes },
    value: `ARRAY[jsonb_build_object('votes', jsonb_build_object('Person ' || g, g))]`,
    raw: `ARRAY['{"votes": {}}', jsonb_build_object('votes', jsonb_build_object('Person 41', 17))]`,
  },
  paired: {
    type: 'hstore',
    mask: { name: 'hstore', keys: {}, others: pairs },
    value: `hstore('user' || g || '@firma.de', 'yes')`,
    raw: `hstore('user3@firma.de', 'no')`,
  },
  appeared: {
    type: 'jsonb',
    mask: { name: 'json', shape: { keys: { of: count, in: { keys: { of: count } } } } },
    value: `jsonb_build_object('of', g, 'in', jsonb_build_object('of', 3))`,
    raw: `jsonb_build_object('of', 17, 'in', jsonb_build_object('of', 3, 'Vera', 1))`,
  },
  deep: {
    type: 'json',
    mask: { name: 'json', shape: { keys: {}, others: { ...others, value: { keys: { of: count } } } } },
    value: `json_build_object('Person ' || g, json_build_object('of', g))`,
    raw: `json_build_object('c0ffee', json_build_object('of', 17, 'by', 'Vera'))`,
  },
};

let source: Database;
let target: Database;
let plan: ScrubPlan;
const proof = () => proveSnapshot(plan, { source, target, jobs: 1 });

beforeAll(async () => {
  [source, target] = [await createDatabase(), await createDatabase()];
  const columns = Object.entries(masks);
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE EXTENSION hstore SCHEMA tenant; SET search_path = tenant;
     CREATE TABLE thing (id int PRIMARY KEY, ${columns.map(([name, { type }]) => `${name} ${type}`).join(', ')});
     INSERT INTO thing SELECT g, ${columns.map(([, { value }]) => value).join(', ')} FROM generate_series(1, 60) g`,
  );
  const decisions = columns.map(([name, { mask }]) => [
    `thing.${name}`,
    { class: 'business.value' as const, mask, reason: 'A test.' },
  ]);
  plan = await planFor(source.url, ['tenant'], Object.fromEntries(decisions));
  await copySnapshot(plan, { source, target, jobs: 1, key: randomBytes(32) });
});
afterAll(async () => {
  await Promise.all([source, target].map((each) => each.drop()));
});

it('an honest copy passes, and holds no key that is a person', async () => {
  expect((await proof()).failures).toEqual([]);
  const [row] = await query<{ text: string }>(
    target,
    'SELECT string_agg(t::text, chr(10)) AS text FROM tenant.thing t',
  );
  expect(row?.text).toMatch(/@example\.test/);
  expect(row?.text).not.toMatch(/Person|user\d/);
});

it.each(Object.entries(masks))(
  'one key that came through fails the column: %s',
  async (name, { raw, type }) => {
    const own = type === 'hstore' ? 'tenant.' : '';
    await query(target, `CREATE TABLE IF NOT EXISTS public.before AS SELECT * FROM tenant.thing`);
    await query(
      target,
      `UPDATE tenant.thing SET ${name} = (${raw.replace('hstore(', `${own}hstore(`)})::${own}${type} WHERE id = 17`,
    );
    const { tables } = await proof();
    await query(
      target,
      `UPDATE tenant.thing t SET ${name} = b.${name} FROM public.before b WHERE b.id = t.id`,
    );
    const failed = tables.flatMap(({ columns }) => columns.filter(({ passed }) => !passed));
    expect(failed).toMatchObject([
      { column: name, survivors: expect.any(Number), note: expect.stringContaining('keys') },
    ]);
  },
);

import { afterAll, beforeAll, expect, test } from 'vitest';
import { destroySandbox } from './destroy-sandbox';
import { provision } from './provision';
import type { ProgressEvent } from './report';
import { asTenant, namesOf, openWorkshop, type Workshop } from './workshop.fixture';

let workshop: Workshop;
const never = new AbortController().signal;

beforeAll(async () => {
  workshop = await openWorkshop();
});

afterAll(async () => {
  await workshop.drop();
});

test('a seeded sandbox holds the seed set, the reference rows and the chosen configuration, and nothing else', async () => {
  const plan = workshop.plan({ configuration: ['settings'] });
  const events: ProgressEvent[] = [];
  const report = await provision(plan, {
    ...workshop,
    signal: never,
    onProgress: (event) => events.push(event),
  });
  console.warn(JSON.stringify(report, null, 1));
  expect(report).toMatchObject({ outcome: 'done', leftovers: [], database: `sb_${plan.sandboxId}` });
  const counts = await asTenant(plan, async (client) => {
    const count = async (table: string) =>
      Number((await client.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
    const tables = ['countries', 'settings', 'flags', 'parts', 'boms', 'people', 'events', 'made'];
    const counted: Record<string, number> = {};
    for (const table of tables) counted[table] = await count(table);
    return counted;
  });
  expect(counts).toEqual({
    countries: 3,
    settings: 12,
    flags: 12,
    parts: 3,
    boms: 1,
    people: 0,
    events: 0,
    made: 1,
  });
  expect(await namesOf(plan.sandboxId)).toEqual([
    `sb_${plan.sandboxId}`,
    `sb_${plan.sandboxId}_1_base`,
    `sbr_${plan.sandboxId}_1`,
  ]);
  const second = workshop.plan({ configuration: ['settings'] });
  const again = await provision(second, { ...workshop, signal: never });
  console.warn(again.steps.map((s) => [s.step, Math.round(s.durationMs), s.outcome.state]));
  expect(again.outcome).toBe('done');
  for (const { sandboxId } of [plan, second]) {
    const destroyed = await destroySandbox({ sandboxId }, workshop);
    expect(destroyed).toMatchObject({ outcome: 'destroyed', remaining: [] });
    expect(await namesOf(sandboxId)).toEqual([]);
  }
});

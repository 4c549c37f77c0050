import { expect, test } from 'vitest';
import { callRate } from './call-rate';
import { fairTurns } from './fair-turns';

/** Turns with a log of who was served, and calls that end when they are told to. */
function counter(places: number, mostWaiting: number) {
  let now = 0;
  const turns = fairTurns(places, mostWaiting, () => now);
  const served: string[] = [];
  const running: { name: string; end: () => void }[] = [];
  const call = async (name: string) => {
    const giveBack = await turns.take(name);
    served.push(name);
    running.push({ name, end: giveBack });
  };
  const end = async (name: string) => {
    const at = running.findIndex((each) => each.name === name);
    running.splice(at, 1)[0]?.end();
    await settled();
  };
  const wait = (ms: number) => {
    now += ms;
  };
  const names = () => running.map(({ name }) => name).join('');
  return { call, end, wait, names, served };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one organization alone has every place, and keeps none once others call', async () => {
  const { call, end, names, wait } = counter(4, 100);
  for (let n = 0; n < 50; n += 1) void call('a');
  await settled();
  expect(names()).toBe('aaaa');
  void call('b');
  await end('a');
  expect(names()).toBe('aaab');
  await end('a');
  expect(names()).toBe('aab');
  void call('b');
  await settled();
  expect(names()).toBe('aabb');
  await end('b');
  await end('b');
  wait(2_001);
  await end('a');
  expect(names()).toBe('aaaa');
});

test('with more organizations than places each has its turn, whoever calls most', async () => {
  const { call, end, served } = counter(2, 100);
  for (let n = 0; n < 50; n += 1) void call('a');
  for (const name of ['b', 'c', 'd']) for (let n = 0; n < 3; n += 1) void call(name);
  await settled();
  for (let n = 0; n < 12; n += 1) await end(served[n] ?? '');
  const first = served.slice(0, 13);
  for (const name of ['b', 'c', 'd'])
    expect(first.filter((each) => each === name).length, first.join('')).toBeGreaterThan(1);
});

test('a full line is told to come back, and the lines of others are open', async () => {
  const turns = fairTurns(1, 2, () => 0);
  const giveBack = await turns.take('a');
  const [second, third] = [turns.take('a'), turns.take('a')];
  await expect(turns.take('a')).rejects.toMatchObject({
    code: 'unavailable',
    headers: { 'retry-after': '1' },
  });
  const other = turns.take('b');
  giveBack();
  giveBack();
  for (const next of [second, other, third]) (await next)();
  (await turns.take('a'))();
});

test('a sandbox may call in bursts and at a rate, and is told when there is room again', () => {
  let now = 0;
  const rate = callRate(60, () => now);
  const burst = Array.from({ length: 16 }, () => rate.note('a'));
  expect(burst).toEqual([...Array(15).fill(0), 1]);
  expect(rate.note('b')).toBe(0);
  now = 999;
  expect(rate.note('a')).toBe(1);
  now = 1_000;
  expect(rate.note('a')).toBe(0);
  expect(rate.note('a')).toBe(1);
  now = 60_000;
  expect(Array.from({ length: 16 }, () => rate.note('a')).filter((seconds) => seconds === 0)).toHaveLength(
    15,
  );
  for (let n = 0; n < 10_001; n += 1) rate.note(`other ${n}`);
  expect(rate.note('a')).toBe(0);
});

import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '@/lib/testing/faults/random';
import { seedOf, sizeOf } from '@/lib/testing/sizes';
import { cloneGuards } from './clone-guards';
import { declaredGuards } from './declared-guards';
import { fleetGuards } from './fleet-guards';
import { gatewayGuards } from './gateway-guards';
import type { Guard } from './guard';
import { lifeGuards } from './life-guards';
import { noticeGuards } from './notice-guards';
import { otherGuards } from './other-guards';
import { makeScratchCopy, type ScratchCopy, takenOut } from './scratch-copy';
import { subjects } from './subjects';

/**
 * A test proves a guard only if it fails without it. Each guard of the list is taken out of a copy of the project, alone,
 * and the tests near it must notice. GUARDS chooses those whose name or file contains a text.
 */
const guards: readonly Guard[] = [
  ...otherGuards,
  ...gatewayGuards,
  ...fleetGuards,
  ...lifeGuards,
  ...cloneGuards,
  ...noticeGuards,
  ...declaredGuards,
];

describe('the list', () => {
  test.each(guards)('$of: its text stands in $file once, and its tests are there', (guard) => {
    const text = readFileSync(guard.file, 'utf8');
    expect(takenOut(text, guard)).not.toBe(text);
    expect(guard.tests.filter((file) => !existsSync(file))).toEqual([]);
    expect(guard.tests.length).toBeGreaterThan(0);
  });
  test('every command, route, method of the sandboxes’ API and job that refuses has a guard in it', () => {
    const found = subjects();
    expect(found.length).toBeGreaterThan(80);
    const named = new Set(guards.map(({ of }) => of));
    expect(found.filter((subject) => !named.has(subject))).toEqual([]);
    const known = new Set(found);
    const isSubject = (of: string) => /^(command|route|gateway|job) /.test(of);
    expect([...named].filter((of) => isSubject(of) && !known.has(of))).toEqual([]);
  });
  test('a text that is gone, or stands there twice, is told', () => {
    const guard: Guard = { of: 'a thing', file: 'a.ts', take: 'b', tests: [] };
    expect(takenOut('abc', guard)).toBe('ac');
    for (const text of ['ac', 'abcb']) expect(() => takenOut(text, guard)).toThrow(/name its text anew/);
  });
});

const seed = seedOf(20_261_130);
const wanted = process.env.GUARDS ?? '';
const named = guards.filter(({ of, file }) => `${of} ${file}`.includes(wanted));
const chosen = drawn(named, Math.min(sizeOf('guards'), named.length));

/** As many as there is room for, drawn by the seed; all of them in the order of the list. */
function drawn(from: readonly Guard[], count: number): readonly Guard[] {
  if (count >= from.length) return from;
  const random = seededRandom(seed);
  const left = [...from];
  return Array.from({ length: count }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}

describe(`${chosen.length} of ${guards.length} guards, seed ${seed}`, () => {
  let copy: ScratchCopy;
  const noticed: string[] = [];
  beforeAll(async () => {
    copy = await makeScratchCopy();
  });
  afterAll(async () => {
    await copy.remove();
    console.warn(`${noticed.length} of ${guards.length} guards were taken out:\n${noticed.join('\n')}`);
  });
  test.each(chosen)('without its guard in $file, $of is missed', async (guard) => {
    const by = await copy.whatNotices(guard);
    noticed.push(`  ${guard.of} (${guard.file}): ${by ?? 'NOBODY NOTICED'}`);
    expect(by).not.toBeNull();
  });
});

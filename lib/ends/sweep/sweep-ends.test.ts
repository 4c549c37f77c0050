import { beforeAll, expect, test } from 'vitest';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { type useMovedClock as MovedClock, useMovedClock } from '../../testing/moved-clock';
import { createSandbox } from '../../testing/requests';
import { sizeOf } from '../../testing/sizes';
import { createWorld, type World } from '../../testing/world';
import { endOf, warningDays } from '../end';
import { sweepEnds } from './sweep-ends';

/**
 * A fleet whose ends are spread over a week, and the clock of its database moved from one moment to the next: each sandbox is
 * warned on its days and suspended within five minutes after its working end, and none before.
 */
useControlDatabase();
let world: World;
let clock: Awaited<ReturnType<typeof MovedClock>>;
beforeAll(async () => {
  clock = await useMovedClock();
  world = await createWorld({ quota: null });
});

const [minuteMs, dayMs] = [60_000, 86_400_000];

test('each is suspended within five minutes after its end, none before, and each after its warnings', async () => {
  const count = sizeOf('ends');
  const start = Date.now();
  // Twenty days ahead, one after the other over a week, weekends among them.
  const asked = Array.from({ length: count }, (_each, n) => start + 20 * dayMs + (n * 7 * dayMs) / count);
  const ends = new Map<string, number>();
  for (const expiresAt of asked) {
    const { id } = await createSandbox(world, 'ready');
    const data = { expiresAt: new Date(expiresAt), endsSince: new Date(start) };
    const facts = { shape: 'seeded', graceUntil: null, protectedUntil: null, ...data } as const;
    await db().sandbox.update({ where: { id }, data });
    ends.set(id, endOf(facts).at.getTime());
  }
  const moments = [...ends.values()].flatMap((end) => [
    ...warningDays.map((days) => end - days * dayMs + minuteMs),
    end - minuteMs / 2,
    end + 2 * minuteMs,
  ]);
  let early = 0;
  for (const moment of [...new Set(moments)].sort((one, other) => one - other)) {
    await clock.moveTo(new Date(moment));
    const due = [...ends].filter(([, end]) => end <= moment - 5 * minuteMs).map(([id]) => id);
    await sweepEnds();
    // The mail server takes what is sent to it.
    await db().notice.updateMany({ where: { mailedAt: null }, data: { mailedAt: new Date(moment) } });
    const ended = await db().sandbox.findMany({ where: { endedAt: { not: null } }, select: { id: true } });
    const ids = new Set(ended.map(({ id }) => id));
    early += [...ids].filter((id) => (ends.get(id) ?? 0) > moment).length;
    expect(due.filter((id) => !ids.has(id))).toEqual([]);
  }
  expect(early).toBe(0);
  const all = await db().sandbox.findMany({
    where: { id: { in: [...ends.keys()] } },
    select: { id: true, state: true, endedAt: true, endWarnings: { orderBy: { daysBefore: 'desc' } } },
  });
  let latestMs = 0;
  for (const { id, state, endedAt, endWarnings } of all) {
    const end = ends.get(id) ?? 0;
    // The first of them have been suspended for seven days by now.
    expect(['suspended', 'retired']).toContain(state);
    latestMs = Math.max(latestMs, (endedAt?.getTime() ?? Number.POSITIVE_INFINITY) - end);
    expect(endWarnings.map(({ daysBefore }) => daysBefore)).toEqual([...warningDays]);
    for (const { daysBefore, createdAt, noticeIds } of endWarnings) {
      const lateMs = createdAt.getTime() - (end - daysBefore * dayMs);
      expect(lateMs).toBeGreaterThanOrEqual(0);
      expect(lateMs).toBeLessThan(5 * minuteMs);
      expect(noticeIds.length).toBeGreaterThan(0);
    }
  }
  expect(latestMs).toBeLessThan(5 * minuteMs);
  expect(await db().sweepStop.count()).toBe(0);
  process.stdout.write(
    `${count} ends over a week: ${early} early, the latest acted ${Math.round(latestMs / 1_000)} s after its end\n`,
  );
}, 1_200_000);

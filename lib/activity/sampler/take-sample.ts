import { dayMs, daysAfter } from '../../days';
import type { DatabaseCounters } from '../../provisioning';
import { dayOfYear, signalNames, slotMinutes, slotOf, yearBytes } from '../activity';
import { findPeriod } from '../find-period';
import { addSlots, type SlotRing, slotsIn } from '../slot-ring';
import { judgeSample, type Own, type Remembered, remember, type Seen, slotsOf } from './judge-sample';
import type { Ground } from './read-grounds';

/** What is to be written about one sandbox after a sample; parts that did not change are left out. */
export type Taken = {
  sandboxId: string;
  activity: Remembered & { readAt: Date | null } & { ring: SlotRing } & Schedule;
  counters: (DatabaseCounters & { copyId: string }) | null;
  year: { year: number; bits: YearBits } | null;
};

type Schedule = { scheduledMinutes: number | null; scheduledSince: Date | null };
export type YearBits = Record<(typeof yearColumns)[number], Uint8Array | null>;
export const yearColumns = [...signalNames, 'unread'] as const;

/** A schedule is looked for once an hour: two weeks do not change faster. */
const hourSlots = 60 / slotMinutes;

/** Takes the sample of one sandbox: what was remembered, what its rows show, and what the counters say. Pure. */
export function takeSample(
  { sandboxId, activity, activeCopy, year }: Ground,
  found: { rows: Seen; counters: DatabaseCounters | null; own: readonly Own[] },
  now: Date,
): Taken {
  const before = activeCopy?.counters;
  const judged = judgeSample({
    before: before ? { ...before, sessions: Number(before.sessions), tuples: Number(before.tuples) } : null,
    knownUntil: activity.readAt ?? activity.lastSeenAt,
    counters: found.counters,
    own: found.own,
    now,
  });
  const seen: Seen = { ...found.rows };
  for (const signal of judged.signals) seen[signal] = now;
  const ring = addSlots({ bits: activity.slots, latest: activity.slot }, slotsOf(seen));
  const schedule = scheduleOf(activity, ring, now);
  const past: Remembered = {
    lastSeenAt: activity.lastSeenAt,
    lastSignal: activity.lastSignal,
    lastBy: {
      calls: activity.callsAt,
      queries: activity.queriesAt,
      writes: activity.writesAt,
      acts: activity.actsAt,
    },
    blindMs: Number(activity.blindMs),
    isScheduled: schedule.scheduledMinutes !== null,
  };
  const isRead = !judged.isDeferred;
  return {
    sandboxId,
    activity: {
      ...remember(past, seen, judged.blindMs),
      readAt: isRead ? now : activity.readAt,
      ring,
      ...schedule,
    },
    counters: isRead && activeCopy && found.counters ? { copyId: activeCopy.id, ...found.counters } : null,
    year: markYear(year, seen, judged.blindMs, now),
  };
}

function scheduleOf(activity: Ground['activity'], ring: SlotRing, now: Date): Schedule {
  const { scheduledMinutes, scheduledSince, slot } = activity;
  const isNextHour = Math.floor((slot ?? 0) / hourSlots) !== Math.floor((ring.latest ?? 0) / hourSlots);
  if (!isNextHour) return { scheduledMinutes, scheduledSince };
  const period = findPeriod(slotsIn(ring), slotOf(now));
  return { scheduledMinutes: period, scheduledSince: period === null ? null : (scheduledSince ?? now) };
}

/** Half a day without counters makes the days that it touches unread; less leaves enough of a day to be seen. */
const unreadMs = dayMs / 2;

/** The bits of this year with the days of a sample; null when none changes. What was seen in the year before is not marked after it. */
function markYear(year: Ground['year'], seen: Seen, blindMs: number, now: Date): Taken['year'] {
  const current = dayOfYear(now).year;
  const bits: YearBits = {
    calls: year?.calls ?? null,
    queries: year?.queries ?? null,
    writes: year?.writes ?? null,
    acts: year?.acts ?? null,
    unread: year?.unread ?? null,
  };
  let isChanged = false;
  const mark = (column: keyof YearBits, at: Date) => {
    const { year: of, day } = dayOfYear(at);
    const byte = bits[column]?.[day >> 3] ?? 0;
    if (of !== current || byte & (1 << (day & 7))) return;
    const marked = Uint8Array.from(bits[column] ?? new Uint8Array(yearBytes));
    marked[day >> 3] = byte | (1 << (day & 7));
    bits[column] = marked;
    isChanged = true;
  };
  for (const signal of signalNames) if (seen[signal]) mark(signal, seen[signal]);
  if (blindMs >= unreadMs)
    for (let back = Math.floor(blindMs / dayMs); back >= 0; back -= 1) mark('unread', daysAfter(now, -back));
  return isChanged ? { year: current, bits } : null;
}

import type { DatabaseCounters } from '../../provisioning';
import { type ActivitySignal, activitySignals, signalNames, slotOf } from '../activity';

/**
 * Tells from two readings of a database's counters whether others used it in between.
 *
 * What our own sessions did is taken off first. The counters of a session arrive after it has ended, so that a database with a
 * session of ours that lasts, or ended just now, is left for the next reading: nothing is lost, since counters add up. Where the
 * counters began anew, what they show since then counts, and the time before is blind: it shows neither use nor that there
 * was none.
 */

/** A session of our own in the database. */
export type Own = { begunAt: Date; endedAt: Date | null; activeMs: number | null };

export type Reading = DatabaseCounters & { readAt: Date };

export type Sample = {
  /** Null when this database was never read before. */
  before: Reading | null;
  /** Since when nothing is known of the sandbox where it was not. */
  knownUntil: Date;
  /** Null where the cluster knows no such database. */
  counters: DatabaseCounters | null;
  own: readonly Own[];
  now: Date;
};

export type Judged = {
  /** The database is to be read again later; nothing is known yet. */
  isDeferred: boolean;
  signals: ActivitySignal[];
  /** Milliseconds before now of which the counters say nothing. */
  blindMs: number;
};

/** For so long after a session of ours its figures may still be on their way. */
const settleMs = 15_000;
/** After this, a session of ours that did not end was killed. What it did is not known. */
const killedMs = 3_600_000;
/** How long the pings of connections that are held keep a server at work in a minute, at most: half of it was seen. */
const pingMsPerMinute = 2;
/** The same for a connection that is opened, pinged and closed. */
const pingMsPerSession = 1;
/** What the client's clock may miss of a session of ours. */
const ownSlackMs = 5;

export function judgeSample({ before, knownUntil, counters, own, now }: Sample): Judged {
  const nothing: Judged = { isDeferred: false, signals: [], blindMs: 0 };
  const ago = (at: Date) => now.getTime() - at.getTime();
  const open = own.filter(({ endedAt }) => endedAt === null);
  const isUnsettled =
    open.some(({ begunAt }) => ago(begunAt) < killedMs) ||
    own.some(({ endedAt }) => endedAt !== null && ago(endedAt) < settleMs);
  if (!counters || isUnsettled) return { ...nothing, isDeferred: true };
  if (!before) return { ...nothing, blindMs: Math.max(0, ago(knownUntil)) };
  const betweenMs = ago(before.readAt);
  if (open.length > 0) return { ...nothing, blindMs: betweenMs };
  const isAnew = beganAnew(before, counters);
  const base = isAnew ? { sessions: 0, activeMs: 0, tuples: 0 } : before;
  const ownMs = own.reduce((sum, { activeMs }) => sum + (activeMs ?? 0) + ownSlackMs, 0);
  const sessions = Math.max(0, counters.sessions - base.sessions - own.length);
  const pingMs = (betweenMs / 60_000) * pingMsPerMinute + sessions * pingMsPerSession;
  const signals: ActivitySignal[] = [];
  const othersMs = counters.activeMs - base.activeMs - ownMs;
  if (othersMs > pingMs) signals.push('queries');
  // Our sessions in a copy in use only read. Autovacuum writes statistics, and no statement is at work meanwhile.
  if (counters.tuples > base.tuples && othersMs > 0) signals.push('writes');
  return { isDeferred: false, signals, blindMs: isAnew ? betweenMs : 0 };
}

/** Whether the counters were reset, or lost in a crash, since they were read. */
function beganAnew(before: Reading, counters: DatabaseCounters): boolean {
  const isOther = (before.since?.getTime() ?? 0) !== (counters.since?.getTime() ?? 0);
  return (
    isOther ||
    counters.sessions < before.sessions ||
    counters.activeMs < before.activeMs ||
    counters.tuples < before.tuples
  );
}

/** What is remembered of a sandbox's use. */
export type Remembered = {
  lastSeenAt: Date;
  lastSignal: string | null;
  lastBy: Record<ActivitySignal, Date | null>;
  blindMs: number;
  isScheduled: boolean;
};

/** What a sample adds: when each signal was last seen in it. */
export type Seen = Partial<Record<ActivitySignal, Date>>;

/**
 * What is remembered after a sample. Each moment moves forward only. Traffic on a schedule is remembered by its signal and
 * counts as no use. Blind time adds up until there is use. Pure.
 */
export function remember(past: Remembered, seen: Seen, blindMs: number): Remembered {
  const next = { ...past, lastBy: { ...past.lastBy }, blindMs: past.blindMs + blindMs };
  for (const signal of signalNames) {
    const at = seen[signal];
    if (!at) continue;
    if (at > (next.lastBy[signal] ?? new Date(0))) next.lastBy[signal] = at;
    const counts = !(activitySignals[signal].isTraffic && past.isScheduled);
    if (!counts || at <= next.lastSeenAt) continue;
    next.lastSeenAt = at;
    next.lastSignal = signal;
    next.blindMs = 0;
  }
  return next;
}

/** The slots in which the traffic of a sample fell: that of the calls where there were any, since the database follows them. */
export function slotsOf(seen: Seen): number[] {
  if (seen.calls) return [slotOf(seen.calls)];
  const [at] = [seen.queries, seen.writes].flatMap((each) => each ?? []);
  return at ? [slotOf(at)] : [];
}

import { describe, expect, test } from 'vitest';
import { type DormancyValues, usualDormancy } from '../policies/policy';
import { sizeOf } from '../testing/sizes';
import type { Dormancy } from './coming-end';
import { dueEnd, dueWith, type EndingSandbox, endAhead } from './due-end';
import { forecastOf } from './forecast';

/** What is not used ends by its policy. Days count from a Monday. */
const dayMs = 86_400_000;
const start = Date.parse('2026-01-05T12:00:00Z');
const on = (day: number) => new Date(start + day * dayMs);

const unused = (parts: Partial<EndingSandbox> = {}, dormancy: Partial<Dormancy> = {}): EndingSandbox => ({
  shape: 'seeded',
  state: 'ready',
  expiresAt: on(5_000),
  graceUntil: null,
  protectedUntil: null,
  endsSince: on(-30),
  endedAt: null,
  retireAfterDays: null,
  dropAfterDays: null,
  shutAt: null,
  calendar: { zone: 'UTC', closedDays: new Set() },
  warnings: [],
  ...parts,
  dormancy: {
    values: usualDormancy,
    lastSeenAt: on(0),
    idleSince: on(0),
    readAt: on(5_000),
    savedAt: on(-100),
    ...dormancy,
  },
});

const warned = (...days: number[]): EndingSandbox['warnings'] =>
  days.map((daysBefore) => {
    const at = on(90 - daysBefore);
    return { rule: 'unused', endsAt: on(90), daysBefore, createdAt: at, givenAt: at };
  });

describe('what is not used', () => {
  test('is warned of on days 60, 75 and 83 and suspended on day 90, a Sunday, so on the Monday', () => {
    const due = (day: number, ...given: number[]) => dueEnd(unused({ warnings: warned(...given) }), on(day));
    expect([due(59.9), due(60), due(70, 30), due(75, 30), due(83, 30, 15)]).toEqual([
      null,
      { warn: 30 },
      null,
      { warn: 15 },
      { warn: 7 },
    ]);
    expect(on(90).getUTCDay()).toBe(0);
    expect([due(90, 30, 15, 7), due(90.9, 30, 15, 7), due(91, 30, 15, 7)]).toEqual([null, null, 'suspend']);
  });

  test('is retired on day 120 and dropped on day 127, counted from the act before', () => {
    const suspended = unused({
      state: 'suspended',
      endedAt: on(91),
      shutAt: on(91),
      retireAfterDays: 30,
      dropAfterDays: 7,
    });
    expect([dueEnd(suspended, on(120.9)), dueEnd(suspended, on(121))]).toEqual([null, 'retire']);
    const retired = { ...suspended, state: 'retired' as const, shutAt: on(121) };
    expect([dueEnd(retired, on(127.9)), dueEnd(retired, on(128))]).toEqual([null, 'drop']);
  });

  test('waits for a working day of the organization: a closed day, and a Monday that is still Sunday there', () => {
    const told = { warnings: warned(30, 15, 7) };
    const closed = unused({
      ...told,
      calendar: { zone: 'UTC', closedDays: new Set(['2026-04-06', '2026-04-07']) },
    });
    expect([dueEnd(closed, on(92.9)), dueEnd(closed, on(93))]).toEqual([null, 'suspend']);
    const west = unused(
      { ...told, calendar: { zone: 'Pacific/Honolulu', closedDays: new Set() } },
      { idleSince: on(0.7) },
    );
    expect(endAhead(west).at).toEqual(on(91.7));
  });

  test('that came from production waits for a working day as well, and no protection holds it', () => {
    const copy = unused({ shape: 'snapshot', protectedUntil: on(200), warnings: warned(30, 15, 7) });
    expect(endAhead(copy).at).toEqual(on(91));
    expect(endAhead(unused({ protectedUntil: on(200) })).at.getTime()).toBeGreaterThanOrEqual(
      on(200).getTime(),
    );
  });

  test('is left alone while its counters are not read, and under a policy that is younger than seven days', () => {
    const told = { warnings: warned(30, 15, 7) };
    expect(dueEnd(unused(told, { readAt: on(90.9) }), on(92))).toBeNull();
    expect(dueEnd(unused(told, { readAt: null }), on(92))).toBeNull();
    expect(dueEnd(unused(told, { readAt: on(91.1) }), on(92))).toBe('suspend');
    const fresh = unused(told, { savedAt: on(90) });
    expect([dueEnd(fresh, on(96.9)), dueEnd(fresh, on(98))]).toEqual([null, 'suspend']);
  });

  test('is warned of anew once it was used, and not for blind time', () => {
    const told = { warnings: warned(30, 15, 7) };
    const again = unused(told, { lastSeenAt: on(89), idleSince: on(89) });
    expect([dueEnd(again, on(91)), dueEnd(again, on(149))]).toEqual([null, { warn: 30 }]);
    const blind = unused(told, { idleSince: on(3) });
    expect([dueEnd(blind, on(92.9)), dueEnd(blind, on(93))]).toEqual([null, 'suspend']);
  });

  test('ends by what was asked for, where that comes first', () => {
    expect(endAhead(unused({ expiresAt: on(80) })).rule).toBe('asked');
    expect(endAhead(unused({ expiresAt: on(100) })).rule).toBe('unused');
  });
});

/** Lets quarters of days go by, with every warning given at once. Returns what was done, and on which day. */
function liveOn(of: (day: number) => Partial<EndingSandbox> & { dormant?: Partial<Dormancy> }, days: number) {
  const warnings: EndingSandbox['warnings'][number][] = [];
  const done: [string, number][] = [];
  for (let day = 0; day < days; day += 0.25) {
    const { dormant, ...parts } = of(day);
    const sandbox = unused({ ...parts, warnings }, { readAt: on(day), ...dormant });
    const due = dueWith(sandbox, on(day));
    if (!due) continue;
    if (typeof due.act === 'string' || !due.end)
      return { done: [...done, [String(due.act), day]], end: due.end?.rule };
    const { rule, key } = due.end;
    warnings.push({ rule, endsAt: key, daysBefore: due.act.warn, createdAt: on(day), givenAt: on(day) });
    done.push([`${rule} ${due.act.warn}`, day]);
  }
  return { done, end: undefined };
}

describe('the two ends of a sandbox', () => {
  const earlier: DormancyValues = { ...usualDormancy, warn: [60, 75, 80] };

  test('a last warning that a policy moves away from the end needs none anew', () => {
    const { done } = liveOn(
      (day) => ({ dormant: day < 84 ? {} : { values: earlier, savedAt: on(84) } }),
      120,
    );
    expect(done).toEqual([
      ['unused 30', 60],
      ['unused 15', 75],
      ['unused 7', 83],
      ['suspend', 91],
    ]);
  });

  test('an end for want of use that is held keeps the other from nothing: neither its warnings nor its day', () => {
    for (const readAt of [on(88), null]) {
      const copy = { shape: 'snapshot', expiresAt: on(120), dormant: { readAt } } as const;
      const { done, end } = liveOn(() => copy, 200);
      expect(done.slice(3)).toEqual([
        ['asked 14', 106],
        ['asked 7', 113],
        ['asked 1', 119],
        ['suspend', 120],
      ]);
      expect(end).toBe('asked');
      const late = unused({ ...copy, warnings: warned(30, 15, 7) }, { readAt });
      expect(forecastOf(late, on(100))).toMatchObject({ rule: 'asked', suspendsAt: on(120), isHeld: false });
    }
  });

  test('whose warnings nobody got keeps the other from nothing', () => {
    const untold = warned(30, 15, 7).map((each) => ({ ...each, givenAt: null }));
    const asked = [14, 7, 1].map((daysBefore) => {
      const at = on(120 - daysBefore);
      return { rule: 'asked' as const, endsAt: on(120), daysBefore, createdAt: at, givenAt: at };
    });
    const copy = unused({ shape: 'snapshot', expiresAt: on(120), warnings: [...untold, ...asked] });
    expect([dueEnd(copy, on(119.9)), dueEnd(copy, on(120))]).toEqual([null, 'suspend']);
  });
});

/** Numbers from a seed, so that a failure can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const zones = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Auckland'];
const closedDays = new Set(['2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25']);

/** Days on which a tenant uses its sandbox: now and then, until it stops, and some come back. */
function daysOfUse(random: () => number): number[] {
  const stops = random() * 300;
  const every = 1 + random() * 40;
  const days = [0];
  for (let day = random() * every; day < stops; day += random() * every * 2) days.push(day);
  if (random() < 0.2) days.push(Math.min(364, stops + 85 + random() * 10));
  // Before the last hours of a day, in which its sweep comes.
  return days.map((day) => Math.floor(day) + (day % 1) * 0.9);
}

type Trouble = { mailDown: [number, number] | null; asleep: [number, number] | null };
const isIn = (span: [number, number] | null, day: number) => span !== null && day >= span[0] && day < span[1];

/** A year of sweeps, one a day at the hour of each tenant, through the real planning function. Returns the day of the suspension. */
function live(days: readonly number[], zone: string, { mailDown, asleep }: Trouble): number | null {
  const warnings: EndingSandbox['warnings'][number][] = [];
  for (let day = 0; day < 365; day += 1) {
    if (isIn(asleep, day)) continue;
    const now = day + 0.99;
    if (!isIn(mailDown, day)) for (const warning of warnings) warning.givenAt ??= on(now);
    const last = on(Math.max(...days.filter((each) => each <= now)));
    const calendar = { zone, closedDays };
    const sandbox = unused({ warnings, calendar }, { lastSeenAt: last, idleSince: last, readAt: on(now) });
    const act = dueEnd(sandbox, on(now));
    if (act === 'suspend') return now;
    if (act === null || typeof act === 'string') continue;
    const given = isIn(mailDown, day) ? null : on(now);
    warnings.push({
      rule: 'unused',
      endsAt: endAhead(sandbox).key,
      daysBefore: act.warn,
      createdAt: on(now),
      givenAt: given,
    });
  }
  return null;
}

/** The same by counting days: no function of ours. */
function reckon(days: readonly number[], zone: string, { mailDown, asleep }: Trouble): number | null {
  const wakes = (day: number) => (isIn(asleep, day) ? (asleep?.[1] ?? day) : day);
  const mails = (day: number) => (isIn(mailDown, day) ? (mailDown?.[1] ?? day) : day);
  const isOff = (day: number) => {
    const local = on(day).toLocaleDateString('en-CA', { timeZone: zone });
    const weekday = on(day).toLocaleDateString('en-US', { timeZone: zone, weekday: 'short' });
    return weekday === 'Sat' || weekday === 'Sun' || closedDays.has(local);
  };
  for (const [at, used] of days.entries()) {
    const warnedOn = wakes(used + 83);
    let day = Math.max(wakes(used + 90), mails(warnedOn), warnedOn > used + 83 ? warnedOn + 1 : 0);
    while (isOff(day)) day += 1;
    day = wakes(day);
    while (isOff(day)) day += 1;
    const next = days[at + 1] ?? Number.POSITIVE_INFINITY;
    // The sweep of that day is its last hour.
    const swept = Math.ceil(day - 0.99) + 0.99;
    if (swept < next && day < 364) return day;
  }
  return null;
}

const troubles: Record<string, Trouble> = {
  'a year without trouble': { mailDown: null, asleep: null },
  'mail down for 20 days': { mailDown: [150, 170], asleep: null },
  'a worker asleep for 60 days': { mailDown: null, asleep: [150, 210] },
};

describe.each(Object.entries(troubles))('%s', (name, trouble) => {
  test('no active one is taken, every dormant one on its working day, as a second reckoning says', () => {
    const count = sizeOf('dormancy');
    let [taken, active, worst] = [0, 0, 0];
    for (let tenant = 1; tenant <= count; tenant += 1) {
      const random = randomFrom(tenant * 7_919);
      const days = daysOfUse(random);
      const zone = zones[tenant % zones.length] ?? 'UTC';
      const [found, expected] = [live(days, zone, trouble), reckon(days, zone, trouble)];
      if (found === null || expected === null) {
        // The last days of the year may fall on either side.
        if (found !== expected) expect(found ?? expected).toBeGreaterThan(362);
        active += 1;
        continue;
      }
      const last = Math.max(...days.filter((day) => day <= found));
      expect(found - last, `tenant ${tenant} was used on day ${last}`).toBeGreaterThanOrEqual(90);
      expect(isIn(trouble.asleep, Math.floor(found))).toBe(false);
      worst = Math.max(worst, Math.abs(found - expected));
      expect(
        Math.abs(found - expected),
        `tenant ${tenant}: ${found}, expected ${expected}`,
      ).toBeLessThanOrEqual(1);
      taken += 1;
    }
    expect(taken).toBeGreaterThan(count / 4);
    expect(active).toBeGreaterThan(count / 50);
    process.stdout.write(
      `${name}: ${count} tenants × 365 days, ${taken} suspended, ${active} not, at most ${worst.toFixed(2)} days from the reckoning\n`,
    );
  }, 1_200_000);
});

test('the forecast says the day on which the sweep acts, whatever the policy', () => {
  const random = randomFrom(11);
  for (let n = 0; n < sizeOf('dormancy'); n += 1) {
    const first = 1 + Math.floor(random() * 100);
    const gap = () => 1 + Math.floor(random() * 40);
    const second = first + gap();
    const last = second + gap();
    const suspend = last + gap();
    const values: DormancyValues = { warn: [first, second, last], suspend, retire: suspend + gap(), drop: 0 };
    values.drop = values.retire + gap();
    const zone = zones[n % zones.length] ?? 'UTC';
    const calendar = { zone, closedDays };
    const savedAt = on(random() * suspend);
    const from = Math.floor(random() * suspend);
    const of = (warnings: EndingSandbox['warnings'], now: Date) =>
      unused({ warnings, calendar }, { values, savedAt, readAt: now });
    const forecast = forecastOf(of([], on(from)), on(from));
    const warnings: EndingSandbox['warnings'][number][] = [];
    let day = from;
    for (; day < from + 700; day += 0.25) {
      const act = dueEnd(of(warnings, on(day)), on(day));
      if (act === 'suspend') break;
      if (act && typeof act !== 'string')
        warnings.push({
          rule: 'unused',
          endsAt: on(suspend),
          daysBefore: act.warn,
          createdAt: on(day),
          givenAt: on(day),
        });
    }
    const foreseen = ((forecast?.suspendsAt?.getTime() ?? 0) - start) / dayMs;
    expect(Math.abs(foreseen - day), `policy ${n}: foreseen ${foreseen}, came ${day}`).toBeLessThanOrEqual(
      0.25,
    );
  }
});

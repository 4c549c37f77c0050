import { clock } from '../../clock';
import { keepNewest } from './keep-newest';

/** Allows so many calls a minute for each name, and a burst of what a quarter of a minute allows. */
export type CallRate = {
  /** Counts one call. Returns 0 while the allowance lasts, else the whole seconds until there is room again. */
  note: (name: string) => number;
};

/** A quarter of a minute's calls may come at once. Counts live in this process, as for bad attempts. */
const burstMinutes = 1 / 4;

/** A bucket for each name, which fills evenly. `now` counts milliseconds and only grows. */
export function callRate(perMinute: number, now: () => number = clock.elapsed): CallRate {
  const buckets = new Map<string, { left: number; at: number }>();
  const most = Math.max(1, perMinute * burstMinutes);
  const perMs = perMinute / 60_000;
  return {
    note(name) {
      const at = now();
      const known = buckets.get(name);
      const bucket = known ?? { left: most, at };
      bucket.left = Math.min(most, bucket.left + (at - bucket.at) * perMs);
      bucket.at = at;
      keepNewest(buckets, name, bucket);
      if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perMs / 1000));
      bucket.left -= 1;
      return 0;
    },
  };
}

import { clock } from '../../clock';
import { keepNewest } from './keep-newest';

/**
 * Counts bad attempts by name over the last minute, to slow down whoever tries keys.
 *
 * Limits, said out loud: the counts live in this process, so that n web servers allow n times as many; they are gone
 * after a restart; and at most 10,000 names are remembered, of which the longest silent is forgotten first. With keys of
 * 256 bits this protects the database and the list of misfires, not the keys.
 */
export type AttemptLimiter = {
  /**
   * Notes one bad attempt. Returns 0 while the allowance lasts, else the whole seconds until there is room again; what
   * came too often is not noted, so that waiting that long is enough.
   */
  note: (name: string) => number;
};

/** Allows `allowance` attempts per name in any `windowMs`. `now` counts milliseconds and only grows. */
export function attemptLimiter(
  allowance: number,
  windowMs: number,
  now: () => number = clock.elapsed,
): AttemptLimiter {
  const attempts = new Map<string, number[]>();
  return {
    note(name) {
      const at = now();
      const recent = (attempts.get(name) ?? []).filter((each) => each > at - windowMs);
      keepNewest(attempts, name, recent);
      const [first] = recent;
      if (recent.length >= allowance && first !== undefined)
        return Math.max(1, Math.ceil((first + windowMs - at) / 1000));
      recent.push(at);
      return 0;
    },
  };
}

const holder = globalThis as typeof globalThis & { sandgateAttempts?: AttemptLimiter };

/** The one of this process: ten bad attempts a minute from one address at one sandbox. */
export function badAttempts(): AttemptLimiter {
  holder.sandgateAttempts ??= attemptLimiter(10, 60_000);
  return holder.sandgateAttempts;
}

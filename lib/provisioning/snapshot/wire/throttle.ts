import { clock } from '@/lib/clock';

/** What a throttle slows down. */
type Pausable = { pause: () => void; resume: () => void };

/** A ceiling on the rate at which a source is read, shared by all workers of one copy. */
export type Throttle = { take: (bytes: number, flow: Pausable) => void };

/** A flow is never paused for longer than this at a time, so that a cancelled copy is noticed. */
const longestPauseMs = 1_000;

/**
 * Lets `bytesPerSecond` pass on average: each chunk moves the moment at which the next may be read, and a flow that is
 * ahead of it is paused until then. Uneven by at most one chunk of a socket (64 KiB) per worker.
 */
export function createThrottle(bytesPerSecond: number): Throttle {
  let freeAt = clock.elapsed();
  return {
    take: (bytes, flow) => {
      const now = clock.elapsed();
      freeAt = Math.max(freeAt, now) + (bytes / bytesPerSecond) * 1_000;
      const aheadMs = freeAt - now;
      if (aheadMs < 5) return;
      flow.pause();
      setTimeout(() => flow.resume(), Math.min(aheadMs, longestPauseMs));
    },
  };
}

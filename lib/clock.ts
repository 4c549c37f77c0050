/**
 * The process's clock, for what only this process sees: how long a step took, when to poll again.
 *
 * What people are promised (leases, expiry, dormancy, signatures) is decided by the database's clock alone, which the
 * door hands to every command as `now`: two web servers with different clocks must never disagree about a deadline.
 */
export const clock = {
  now: (): Date => new Date(),
  /** Milliseconds that only grow; for measuring durations. */
  elapsed: (): number => performance.now(),
  sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      signal?.addEventListener('abort', finish, { once: true });
      if (signal?.aborted) finish();
    }),
};

import { PlanRefused, ProvisioningError, type Refusal } from '@/lib/provisioning';

/** How the commands around snapshots end: 0 done, 2 usage, 3 plan refused, 4 proof failed, 5 source or target failed. */
export const exitCodes = { done: 0, planRefused: 3, proofFailed: 4, serverFailed: 5 } as const;

/**
 * Runs a command's work; failures that have a name become sentences on standard error and an exit code. Anything else
 * is thrown on. The aside of a failure is for operators, such as whoever reads this. Neither connection URLs nor values of rows are ever printed.
 */
export async function explainFailures(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof PlanRefused) {
      const count = thrown.refusals.length;
      const lines = thrown.refusals.map(({ code, message, aside }) =>
        [`[${code}]`, message, aside].filter(Boolean).join(' '),
      );
      complain(
        [...lines, `The plan was refused in ${count} ${count === 1 ? 'place' : 'places'}.`].join('\n'),
      );
      return exitCodes.planRefused;
    }
    if (thrown instanceof ProvisioningError) {
      complain([thrown.message, thrown.aside, thrown.remedy].filter(Boolean).join(' '));
      return ['structure_mismatch', 'manifest_changed'].includes(thrown.code)
        ? exitCodes.planRefused
        : exitCodes.serverFailed;
    }
    throw thrown;
  }
}

/** A line on standard error. */
export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What a person should know of a plan and need not change, on standard error. */
export function warn({ code, message }: Refusal): void {
  complain(`[${code}] ${message}`);
}

/** Fires on Ctrl-C and on a request to end, so that what was begun is taken away again before the program ends. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
  return stop.signal;
}

import { configure } from '../env';

/** The pace of production, as lib/env.ts has it where nothing is set. */
export const usualPace = {
  LEASE_SECONDS: '',
  LEASE_RENEWAL_SECONDS: '',
  SILENCE_SECONDS: '',
  HEARTBEAT_SECONDS: '',
  RETRY_SECONDS: '',
};

/**
 * Less than a third of it, with the same five renewals to a lease and five beats to a silence: a test that kills or
 * freezes a worker waits for seconds. Not shorter: a worker of a busy machine must not be taken for dead all the time.
 */
const quickPace = {
  LEASE_SECONDS: '4.5',
  LEASE_RENEWAL_SECONDS: '0.9',
  SILENCE_SECONDS: '3',
  HEARTBEAT_SECONDS: '0.6',
  RETRY_SECONDS: '1',
};

/** Call at the top of a test file that waits for the death of workers; holds for those it starts, too. */
export function useQuickPace(): void {
  configure(quickPace);
}

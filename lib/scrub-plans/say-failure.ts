import { toFailure } from '../command/run';
import { KnownError } from '../errors';
import { log } from '../log';
import { ProvisioningError } from '../provisioning';

/**
 * Why a source could not be read or a plan not be held against it, as the page says it: the engine's own words with what
 * to do, or, for what nobody foresaw, a sentence with the number of its line in the log. What operators alone may read goes to the log.
 */
export function sayFailure(error: unknown, doing: string): string {
  if (error instanceof ProvisioningError) {
    const { code, sqlstate, aside } = error;
    if (aside) log.warn({ doing, code, sqlstate, aside }, 'a source could not be read');
    return `${error.message} ${error.remedy}`;
  }
  return toFailure(error, doing).message;
}

/** For work whose worker died in each of its tries: by being killed, by running out of memory, with its machine. */
export function workersDied(): KnownError {
  return new KnownError(
    'unavailable',
    'Each worker that tried this ended before it was done. Ask for it again; if that ends alike, look at the worker’s memory and log.',
  );
}

/** Whether work was broken off because its worker stops or was taken for dead: another one carries on with it. */
export function isHandedOver(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && (signal.reason === 'stopping' || signal.reason === 'lost');
}

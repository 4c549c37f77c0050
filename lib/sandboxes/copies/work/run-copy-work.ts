import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import { isConflict, type KnownError } from '../../../errors';
import { log } from '../../../log';
import type { Finished } from '../../../operations/finish-operation';
import type { OperationContext, OperationEnd } from '../../../operations/operation-context';
import { ProvisioningError } from '../../../provisioning';
import { failCopyWork } from './fail-copy-work';

/** Attempts before the operation is given up; what could not be done by then is held by something. */
const mostAttempts = 5;

/**
 * Short work on a copy, tried some times and then reported failed. `work` is safe to repeat and ends by recording its
 * result. A sandbox that was decided otherwise meanwhile ends the operation with the sentence that says so; the result of
 * a superseded attempt is dropped.
 */
export async function runCopyWork(
  { lease, assertHeld }: OperationContext,
  work: (result: Finished) => Promise<unknown>,
): Promise<OperationEnd> {
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  await assertHeld();
  try {
    await work(result);
  } catch (error) {
    if (isConflict(error)) await report(result, decided(error));
    else if (error instanceof ProvisioningError && lease.attempt >= mostAttempts)
      await report(result, { code: error.code, message: error.message, remedy: error.remedy });
    else throw error;
  }
  return 'finished';
}

const decided = ({ code, message }: KnownError) => ({
  code,
  message,
  remedy: 'Look at the sandbox as it is now.',
});

async function report(
  result: Finished,
  told: { code: string; message: string; remedy: string },
): Promise<void> {
  try {
    await runOrThrow(failCopyWork, { ...result, ...told }, systemActor('worker'));
  } catch (error) {
    if (!isConflict(error)) throw error;
    log.warn(result, 'the result of a superseded attempt was dropped');
  }
}

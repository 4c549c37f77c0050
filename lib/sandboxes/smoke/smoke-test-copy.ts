import { deriveRolePassword } from '../../credentials/derive-role-password';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { log } from '../../log';
import type { StepProgress } from '../../operations/record-progress';
import { productDefinition } from '../../products/product';
import { smokeTest } from '../../provisioning';
import { clusterUrl } from '../cluster/cluster-connections';
import { type SmokeResult, smokeWords } from './smoke-result';

const step = { step: 'smoke', title: 'Smoke test' } as const;

const states = { passed: 'done', failed: 'failed', skipped: 'skipped' } as const;

/**
 * Tries a copy that is built and that nobody was let into yet; every hand-over calls it right before it is recorded. It
 * leaves the copy as it was and is told as a step of the operation (`onStep`). The result goes with the command that records
 * the hand-over. It never rejects: what goes wrong here is a test that failed, and the copy is handed over all the same.
 */
export async function smokeTestCopy(
  copy: { sandboxId: string; database: string; role: string },
  onStep: (event: StepProgress) => void,
): Promise<SmokeResult> {
  onStep({ ...step, state: 'started' });
  const result = { ...(await carryOut(copy)), at: (await databaseNow(db())).toISOString() };
  onStep({ ...step, state: states[result.outcome], detail: smokeWords(result) });
  return result;
}

async function carryOut({
  sandboxId,
  database,
  role,
}: {
  sandboxId: string;
  database: string;
  role: string;
}): Promise<Omit<SmokeResult, 'at'>> {
  try {
    const { product } = await db().sandbox.findUniqueOrThrow({
      where: { id: sandboxId },
      select: { product: { select: { definition: true } } },
    });
    const { schema, records, smoke } = productDefinition.parse(product.definition);
    const order = {
      database,
      schema,
      role,
      password: deriveRolePassword(role),
      records,
      write: smoke ?? null,
    };
    return await smokeTest(order, { clusterUrl: clusterUrl() });
  } catch (error) {
    log.warn({ database, error }, 'a copy could not be tried');
    const note = 'It could not be begun; the log says why.';
    return { outcome: 'failed', step: null, listed: 0, read: 0, written: false, note };
  }
}

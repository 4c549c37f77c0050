import type { Prisma } from '../../db/generated/client';
import { databaseNow, type Tx } from '../../db/transaction';
import { findEnding } from '../find-ending';
import { type NextStage, nextStageOf } from './stage';

/** The next stage of each sandbox that is found, as of now, by id. */
export async function readNextStages(
  tx: Tx,
  where: Prisma.SandboxWhereInput,
): Promise<Map<string, NextStage | null>> {
  const now = await databaseNow(tx);
  const found = await findEnding(tx, where);
  return new Map(found.map((sandbox) => [sandbox.id, nextStageOf(sandbox, now)]));
}

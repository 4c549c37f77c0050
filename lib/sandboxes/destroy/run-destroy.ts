import type { z } from 'zod';
import { systemActor } from '../../access/actor';
import { remainingParts } from '../../certificate-format/destruction';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { KnownError } from '../../errors';
import type { OperationContext, OperationEnd } from '../../operations/operation-context';
import { defineOperation } from '../../operations/operation-work';
import { type DestroyReport, destroyCopy, destroySealed, examineRemains } from '../../provisioning';
import { clusterConnections } from '../cluster/cluster-connections';
import { clusterLedger } from '../cluster/cluster-ledger';
import { sumUp } from '../cluster/removed-parts';
import { sandboxOperations } from '../operations/sandbox-operation';
import type { ExaminedParts } from './certify/gather-parts';
import { listExisted } from './certify/list-existed';
import { findOwnTemplates } from './certify/own-templates';
import { completeDestroy } from './complete-destroy';
import { failDestroy } from './fail-destroy';

/** Attempts before a person is asked to look: what could not be dropped by then is held by something. */
const mostAttempts = 5;

const worker = systemActor('worker');

/**
 * Removes every copy of a sandbox from the cluster, whatever became of it, and the golden templates that were made for it
 * alone. Then an examiner that shares no query with that looks for each part, and the end is recorded with its certificate.
 * What is gone already counts as removed, so an interrupted destroy is simply done again; one that leaves a part behind, in
 * the catalogue, on the disk or in our rows, is retried, then reported with names, and nothing is certified.
 */
async function runDestroy({ lease, sandboxId, assertHeld }: OperationContext): Promise<OperationEnd> {
  const result = { operationId: lease.operationId, attempt: lease.attempt };
  await assertHeld();
  const { parts, remaining } = await removeAll(sandboxId);
  const examined = await examine(sandboxId);
  const left = [...new Set([...remaining, ...remainingParts(examined)])];
  const found = left.length > 0 ? left : await complete({ ...result, parts, examined });
  if (found.length === 0) return 'finished';
  if (lease.attempt < mostAttempts) throw new Error(`${found.length} parts of a sandbox remain.`);
  await runOrThrow(failDestroy, { ...result, remaining: found }, worker);
  return 'finished';
}

async function removeAll(sandboxId: string): Promise<ReturnType<typeof sumUp>> {
  const options = { connections: clusterConnections(), ledger: clusterLedger };
  const reports: DestroyReport[] = [];
  for (const copyId of await copiesOf(sandboxId)) reports.push(await destroyCopy({ copyId }, options));
  for (const template of await findOwnTemplates(db(), sandboxId))
    reports.push(await destroySealed(template, options));
  return sumUp(reports);
}

async function examine(sandboxId: string): Promise<ExaminedParts> {
  const copyIds = await copiesOf(sandboxId);
  const expected = (await listExisted(db(), sandboxId)).map(({ kind, name, oids }) => ({ kind, name, oids }));
  const examined = await examineRemains({ copyIds, expected }, { connections: clusterConnections() });
  return examined.map((part) => ({ ...part, oids: [...part.oids] }));
}

/** Records the end with its certificate. Returns the names of what our rows say is left; nothing was recorded then. */
async function complete(ended: z.input<typeof completeDestroy.input>): Promise<string[]> {
  try {
    await runOrThrow(completeDestroy, ended, worker);
    return [];
  } catch (error) {
    const remaining = error instanceof KnownError ? error.fields.remaining : undefined;
    if (!remaining) throw error;
    return remaining;
  }
}

/** The engine's ids of all copies, whatever became of them; the one that brought the role comes last. */
async function copiesOf(sandboxId: string): Promise<string[]> {
  const copies = await db().sandboxCopy.findMany({
    where: { sandboxId },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  return copies.map(({ id }) => id);
}

export const destroyOperation = defineOperation({ kind: sandboxOperations.destroy, run: runDestroy });

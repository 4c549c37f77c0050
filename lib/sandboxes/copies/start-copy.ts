import type { CommandContext } from '../../command/command';
import { conflict } from '../../errors';
import { createId } from '../../ids';
import { queueOperation } from '../../operations/queue-operation';
import { beginClone } from '../clone/begin-clone';
import { moveSandbox } from '../move-sandbox';
import { sandboxOperations } from '../operations/sandbox-operation';
import { type CopyHandOver, type CopyOrigin, originOf } from './copy';
import { lockCopies } from './move-copy';

type Context = Pick<CommandContext<unknown>, 'tx' | 'now' | 'enqueue'>;

/** What was agreed to: which sandbox gets a copy, under which request and plan, and who asked for the build. */
type Approved = {
  sandboxId: string;
  requestId: string;
  planVersionId: string | null;
  requestedById: string;
};

/** A copy to record: as agreed to, or under no request, out of a baseline. */
type ToBuild = Omit<Approved, 'requestId'> & {
  requestId: string | null;
  baselineId?: string;
  keepsTables?: string[];
};

/**
 * Begins another copy of a sandbox, in the caller's transaction. A sandbox that is in use goes on as it is, and the copy
 * will wait for a decision; one whose first build failed or was cancelled is built again. Returns the operation's id; throws
 * `state_conflict` where the sandbox is in no such state, or another copy is built or waits.
 */
export async function startCopy(context: Context, approved: Approved): Promise<string> {
  const { tx } = context;
  const { sandboxId } = approved;
  await lockCopies(tx, sandboxId);
  const { state, shape, request } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: { state: true, shape: true, request: { select: { id: true, kind: true } } },
  });
  const isAgain = state === 'failed' || state === 'cancelled';
  if (!isAgain && state !== 'ready')
    throw conflict('The sandbox is not ready any more, so that no other copy of it can be built.');
  const toCome = {
    sandboxId,
    state: { in: ['scheduled' as const, 'building' as const, 'waiting' as const] },
  };
  if ((await tx.sandboxCopy.count({ where: toCome })) > 0)
    throw conflict('Another copy of this sandbox is being built or waits to be activated.');
  if (!isAgain) return addCopy(context, approved, { origin: originOf[shape], handOver: 'on_decision' });
  await moveSandbox(tx, sandboxId, { from: state, to: 'building' });
  if (request.kind !== 'clone')
    return addCopy(context, approved, { origin: originOf[shape], handOver: 'at_once' });
  const { baseline } = await beginClone(tx, request.id);
  const again = { ...approved, baselineId: baseline.id };
  return addCopy(context, again, { origin: 'sandbox', handOver: 'at_once' });
}

/**
 * Records a copy that is to be built and queues its build, in the caller's transaction. `startsAt` schedules it: no worker
 * takes it before. Returns the operation's id.
 */
export async function addCopy(
  { tx, now, enqueue }: Context,
  { requestedById, ...columns }: ToBuild,
  { origin, handOver, startsAt }: { origin: CopyOrigin; handOver: CopyHandOver; startsAt?: Date },
): Promise<string> {
  const { sandboxId } = columns;
  const copyId = createId();
  const state = startsAt ? 'scheduled' : 'building';
  await tx.sandboxCopy.create({
    data: { ...columns, id: copyId, origin, handOver, state, createdAt: now },
  });
  const operation = { sandboxId, copyId, kind: sandboxOperations.build, requestedById, now };
  return queueOperation({ tx, enqueue }, operation, startsAt ? { runAt: startsAt } : {});
}

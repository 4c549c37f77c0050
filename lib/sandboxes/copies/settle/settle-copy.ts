import { systemActor } from '../../../access/actor';
import { runOrThrow } from '../../../command/run';
import { db } from '../../../db/client';
import { databaseNow } from '../../../db/transaction';
import { isConflict } from '../../../errors';
import { whyNotSigned } from '../../../scrub-plans/sign-off/why-not-signed';
import { resumeCopyWork } from '../work/resume-copy-work';
import { type CopyDue, copyDue, nextLookAt } from './copy-due';
import { expireCopy } from './expire-copy';
import { remindCopy } from './remind-copy';

const policy = systemActor('policy');

const steps: Record<CopyDue, (copyId: string) => Promise<unknown>> = {
  remind: (copyId) => runOrThrow(remindCopy, { copyId }, policy),
  expire: (copyId) => runOrThrow(expireCopy, { copyId }, policy),
  resume: (copyId) => runOrThrow(resumeCopyWork, { copyId }, policy),
};

/**
 * Does what is due with a copy by the database's clock, and returns when to look again; null when nothing will be due by
 * itself. A person who decides at the same moment wins or loses as a whole: each step is a guarded command.
 */
export async function settleCopy(copyId: string): Promise<Date | null> {
  for (;;) {
    const copy = await look(copyId);
    if (!copy) return null;
    const now = await databaseNow(db());
    const due = copyDue(copy, now);
    if (!due) return nextLookAt(copy, now);
    if (!(await carryOut(due, copyId))) return new Date(now.getTime() + soonMs);
  }
}

/** After somebody was faster, or while the sandbox is being rolled back. */
const soonMs = 60_000;

async function look(copyId: string) {
  const found = await db().sandboxCopy.findUnique({
    where: { id: copyId },
    select: {
      state: true,
      requestId: true,
      readyAt: true,
      decideBy: true,
      remindedAt: true,
      keptUntil: true,
      sealedAt: true,
      operations: { where: { state: { in: ['queued', 'running'] } }, select: { kind: true } },
    },
  });
  if (!found) return null;
  const { operations, ...copy } = found;
  const isUnsigned = copy.state === 'waiting' && (await whyNotSigned(db(), copy)) !== null;
  return { ...copy, isWorkedOn: operations.length > 0, isUnsigned };
}

async function carryOut(due: CopyDue, copyId: string): Promise<boolean> {
  try {
    await steps[due](copyId);
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

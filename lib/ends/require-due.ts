import type { Tx } from '../db/transaction';
import { conflict } from '../errors';
import { lockCopies } from '../sandboxes/copies/move-copy';
import { dueEnd } from './due-end';
import type { EndAct } from './end';
import { type Ending, findEnding } from './find-ending';

/**
 * A sandbox with which this is due now, with its copies locked. Throws `state_conflict` when it is not due (any more): somebody
 * decided meanwhile, extended it, or it was done already.
 */
export async function requireDue(tx: Tx, sandboxId: string, act: EndAct, now: Date): Promise<Ending> {
  await lockCopies(tx, sandboxId);
  const [sandbox] = await findEnding(tx, { id: sandboxId });
  const due = sandbox ? dueEnd(sandbox, now) : null;
  if (!sandbox || !due || nameOf(due) !== nameOf(act)) throw conflict('Nothing of that is due with it.');
  return sandbox;
}

/** A text that tells acts apart: `warn:7`, `suspend`. */
const nameOf = (act: EndAct): string => (typeof act === 'string' ? act : `warn:${act.warn}`);

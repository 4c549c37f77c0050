import type { Tx } from '../../db/transaction';
import { conflict } from '../../errors';
import { stoppedText } from './filing-stop';

/**
 * Throws `state_conflict` with the house's sentence while new requests are stopped: for sandboxes, refreshes, repeated builds and clones.
 * What was filed before goes on, and people and ends of living sandboxes are still asked for. What was typed stays where it is.
 */
export async function requireFiling(tx: Tx): Promise<void> {
  const stop = await tx.filingStop.findFirst({ where: { endedAt: null }, select: { reason: true } });
  if (stop) throw conflict(stoppedText(stop));
}

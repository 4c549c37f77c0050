import type { Tx } from '../../db/transaction';
import { KnownError } from '../../errors';
import { sandboxStateLabels } from '../sandbox';
import type { CloneMoment } from './clone';

/** What a clone is made from, as its request names it. */
export type ClonedFrom = {
  sandboxId: string;
  slug: string;
  moment: CloneMoment;
  /** The copy that was in use when the clone was asked for, and what it came from. */
  copy: { id: string; database: string; role: string };
  baseline: { id: string; database: string; fingerprint: string };
  /** When the sandbox that is cloned ends; its clone ends no later. */
  expiresAt: Date;
  seedSetId: string | null;
};

/**
 * What the request for a clone names, if it can still be cloned. Asked when the clone begins, by the worker that makes it, and
 * once more when it is handed over: then the sandbox may have been shut by its people, and it must not be quarantined or gone.
 * Throws `basis_changed` with the sentence that says why not.
 */
export async function requireCloneGround(
  tx: Tx,
  requestId: string,
  stage: 'begin' | 'hand_over',
): Promise<ClonedFrom> {
  const { concerns, clonesCopy, cloneMoment } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      cloneMoment: true,
      concerns: {
        select: { id: true, slug: true, state: true, activeCopyId: true, expiresAt: true, seedSetId: true },
      },
      clonesCopy: {
        select: {
          id: true,
          database: true,
          role: true,
          baseline: { select: { id: true, database: true, fingerprint: true, releasedAt: true } },
        },
      },
    },
  });
  const { database, role, baseline } = clonesCopy ?? {};
  if (!concerns || !clonesCopy || !database || !role || !cloneMoment)
    throw changed('What it was to be cloned from is gone.');
  const { id: sandboxId, slug, state, activeCopyId, expiresAt, seedSetId } = concerns;
  const isFit = stage === 'begin' ? state === 'ready' : fitForHandOver.has(state);
  if (!isFit) throw changed(`${slug} is ${sandboxStateLabels[state].toLowerCase()}.`);
  if (!baseline || (stage === 'begin' && baseline.releasedAt !== null))
    throw changed(`${slug} was refreshed since, and what was to be cloned is gone. Ask for another clone.`);
  if (stage === 'begin' && cloneMoment === 'now' && activeCopyId !== clonesCopy.id)
    throw changed(`${slug} has another copy in use since. Ask for another clone.`);
  const copy = { id: clonesCopy.id, database, role };
  return { sandboxId, slug, moment: cloneMoment, copy, baseline, expiresAt, seedSetId };
}

const fitForHandOver: ReadonlySet<string> = new Set(['ready', 'suspended', 'retired']);

const changed = (why: string) => new KnownError('basis_changed', why);

import { defineCommand } from '../../command/command';
import { daysUntil, momentText } from '../../days';
import { conflict, invalidField } from '../../errors';
import { cloneInput, whyNotClone } from '../../sandboxes/clone/clone';
import { readCloneGround } from '../../sandboxes/clone/read-clone-ground';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { filedTo } from '../approval';
import { requireFiling } from '../filing/require-filing';
import { findApprovalReasons } from '../find-approval-reasons';
import { fileConcerning } from '../kinds/file-concerning';
import { passWithoutReview } from '../kinds/pass-without-review';
import { claimSlug } from '../slug/claim-slug';

/**
 * Asks for a sandbox that is made from another one. Inside the subscription's quota a blank or seeded one is made at once; what
 * came from production, or stands under a contract that demands it, is signed by compliance first; beyond the quota or the
 * subscription's longest stay support decides. Class, people and features are the other's, and it ends no later. Throws
 * `state_conflict` where the sandbox cannot be cloned now, and names the field that is wrong.
 */
export const cloneSandbox = defineCommand({
  name: 'sandbox.clone',
  input: cloneInput,
  allow: 'sandbox:clone',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const { slug, moment, durationDays, purpose } = input;
    await requireFiling(tx);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { ground, copyId } = await readCloneGround(tx, sandbox.id);
    const objection = whyNotClone(sandbox.state, ground);
    if (objection || !copyId) throw conflict(objection ?? '');
    assertNoLonger(durationDays, sandbox.expiresAt, now);
    const reasons = await findApprovalReasons(tx, sandbox.organizationId, {
      kind: 'clone',
      shape: sandbox.shape,
      durationDays,
      features: sandbox.features,
    });
    const state = filedTo('clone', reasons);
    const { id, number } = await fileConcerning(context, sandbox, {
      kind: 'clone',
      purpose,
      durationDays,
      state,
      clone: { slug, copyId, moment },
    });
    await claimSlug(tx, id, slug, now);
    const cloneId = state === 'approved' ? await passWithoutReview(context, id) : null;
    const { organizationId } = sandbox;
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      cloneSlug: slug,
      organizationId,
      requestId: id,
      number,
      cloneId,
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.clone_requested',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      requestId: result.requestId,
      number: result.number,
      cloneSlug: result.cloneSlug,
      cloneId: result.cloneId,
      moment: input.moment,
      days: input.durationDays,
    },
  }),
});

function assertNoLonger(days: number, expiresAt: Date, now: Date): void {
  const left = daysUntil(expiresAt, now);
  if (left < 1) throw conflict('Its end has come; extend it first.');
  if (days > left)
    throw invalidField(
      'durationDays',
      `A clone ends no later than its sandbox, which ends on ${momentText(expiresAt)}: at most ${left} ${left === 1 ? 'day' : 'days'}.`,
    );
}

import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { daysUntil } from '../../days';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { whyNotClone } from '../../sandboxes/clone/clone';
import { readCloneGround } from '../../sandboxes/clone/read-clone-ground';
import { findVisibleSandbox } from '../../sandboxes/find-visible-sandbox';
import { readImpact } from '../../sandboxes/impact/read-impact';
import { listPeople } from '../../sandboxes/people/list-people';
import { readCopySamples } from '../../sandboxes/reset/read-copy-samples';
import { expectReset } from '../../sandboxes/reset/reset';
import { agreedBy } from '../approval';
import { proposedSlug } from '../request';
import { subscriptionTermsSelect, toSubscriptionTerms } from '../subscription-terms';

/** A clone is copied once, and once more when its own baseline is sealed. */
const copiesMade = 2;

/**
 * What a clone takes over from a sandbox, who has to agree, whom closing it would meet and how long that takes, shown before
 * it is asked for. Throws `not_found` for another organization's.
 */
export const getCloneTerms = defineQuery({
  name: 'sandbox.clone_terms',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:clone',
  run: async ({ input, actor }) => {
    const sandbox = await findVisibleSandbox(db(), actor, input.sandboxId);
    const now = await databaseNow(db());
    const { ground } = await readCloneGround(db(), sandbox.id);
    const { expiresAt, organization, activeCopy } = await db().sandbox.findUniqueOrThrow({
      where: { id: sandbox.id },
      select: {
        expiresAt: true,
        organization: { select: subscriptionTermsSelect },
        activeCopy: { select: { baseline: { select: { createdAt: true, bytes: true } } } },
      },
    });
    const baseline = activeCopy?.baseline ?? null;
    const bytes = baseline?.bytes == null ? null : Number(baseline.bytes);
    const samples = await readCopySamples();
    const daysLeft = Math.max(1, daysUntil(expiresAt, now));
    const terms = toSubscriptionTerms(organization);
    const asked = { kind: 'clone', shape: sandbox.shape, features: [] } as const;
    return {
      slug: sandbox.slug,
      shape: sandbox.shape,
      proposedSlug: proposedSlug(sandbox.slug.replace(/-sb$/, '-clone')),
      objection: whyNotClone(sandbox.state, ground),
      baseline: baseline && { madeAt: baseline.createdAt, bytes },
      people: (await listPeople(db(), sandbox.id)).length,
      endsAt: expiresAt,
      daysLeft,
      usualDays: Math.min(daysLeft, terms.maximumDays),
      agreedBy: agreedBy({ ...asked, durationDays: 1 }, terms),
      impact: await readImpact(sandbox.id),
      expected: {
        whole: expectReset(bytes && bytes * copiesMade, samples),
        closed: expectReset(bytes, samples),
      },
    };
  },
});

import { z } from 'zod';
import { can } from '../../access/permissions';
import { requirePerson } from '../../access/require-person';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { policyDocument } from '../../policies/policy';
import { readPolicy } from '../../policies/read-policy';

/** Versions that the page lists. */
const shownVersions = 10;

/** The policy in force, the one that the actor proposes, and who saved the latest ones and why. */
export const getPolicy = defineQuery({
  name: 'policy.get',
  input: z.object({}),
  allow: 'policy:read',
  run: async ({ actor }) => {
    const personId = requirePerson(actor).id;
    const [inForce, proposal, versions, subscriptions] = await Promise.all([
      readPolicy(db()),
      db().policyProposal.findUnique({ where: { personId } }),
      db().policyVersion.findMany({
        orderBy: { version: 'desc' },
        take: shownVersions,
        select: { version: true, reason: true, savedAt: true, savedBy: { select: { name: true } } },
      }),
      db().subscription.findMany({ orderBy: { name: 'asc' }, select: { id: true, name: true } }),
    ]);
    return {
      inForce,
      proposed: proposal && policyDocument.parse(proposal.document),
      versions,
      subscriptions,
      maySave: can(actor, 'policy:save'),
    };
  },
});

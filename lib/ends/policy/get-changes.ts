import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { pageNumber, slice, toPage } from '../../command/page';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { policyDocument } from '../../policies/policy';
import { type Change, type Changes, findAllChanges } from './find-changes';

const input = z.object({ page: pageNumber });

/** Requests that the page names; it counts the rest. */
const shownLapses = 50;

/** What the policy that the actor proposes would change, a page of it, with the hash of the whole; null where they propose none. */
export const getChanges = defineQuery({
  name: 'policy.get_changes',
  input,
  allow: 'policy:read',
  run: async ({ input: { page }, actor }) => {
    const found = await changesOf(requirePerson(actor).id);
    if (!found) return null;
    const { skip, take } = slice(page);
    const shown = await named(found.changes.slice(skip, skip + take));
    const { lapses, hash } = found;
    return {
      hash,
      lapses: { total: lapses.length, shown: lapses.slice(0, shownLapses) },
      ...toPage(shown, found.changes.length, page),
    };
  },
});

/** The same as a whole, for a file. */
export const listChanges = defineQuery({
  name: 'policy.list_changes',
  input: z.object({}),
  allow: 'policy:read',
  run: async ({ actor }) => {
    const found = await changesOf(requirePerson(actor).id);
    return named(found?.changes ?? []);
  },
});

async function changesOf(personId: string): Promise<Changes | null> {
  const proposal = await db().policyProposal.findUnique({ where: { personId } });
  if (!proposal) return null;
  const document = policyDocument.parse(proposal.document);
  return findAllChanges(db(), document, await databaseNow(db()));
}

async function named(changes: readonly Change[]) {
  const ids = [...new Set(changes.map(({ organizationId }) => organizationId))];
  const found = await db().organization.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return changes.map((change) => ({ ...change, organization: names.get(change.organizationId) ?? '' }));
}

import { z } from 'zod';
import { organizationScope } from '../../access/organization-scope';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import type { Tx } from '../../db/transaction';
import { conflict, notFound } from '../../errors';

/** More than any sensible form holds; a draft is not a place to store files. */
const longestDraft = 200_000;

/** Customers that one person has begun a request for at the same time. */
const mostDrafts = 50;

/**
 * Keeps a person's unfinished form, so that nothing typed is lost; one for each customer that they ask for. A save names
 * the version that it is based on, 0 for none: when another tab saved since, it throws `state_conflict` and changes nothing,
 * so that neither text is lost before the person has chosen. A draft that was filed or thrown away meanwhile begins anew.
 *
 * The audit tells that a draft was begun. The form saves by itself every few seconds from then on, which nobody asks about.
 */
export const saveDraft = defineCommand({
  name: 'request.save_draft',
  input: z.strictObject({
    organizationId: idInput,
    basedOn: z.coerce.number().int().min(0),
    /** The tab that saves; an answer that it did not wait for is no other's text. */
    writer: idInput,
    values: z
      .record(z.string(), z.json())
      .refine(
        (values) => JSON.stringify(values).length <= longestDraft,
        'This is too long to be kept as a draft.',
      ),
  }),
  allow: 'request:file',
  run: async ({ input, actor, tx, now }) => {
    const personId = requirePerson(actor).id;
    const { organizationId, basedOn, writer, values } = input;
    await assertMayAskFor(tx, organizationId, organizationScope(actor));
    const draft = { personId, organizationId };
    const data = { values, writer, updatedAt: now };
    const saved = { personId, organizationId, savedAt: now.toISOString() };
    const [updated] = await tx.requestDraft.updateManyAndReturn({
      where: { ...draft, OR: [{ version: basedOn }, { writer }] },
      data: { ...data, version: { increment: 1 } },
      select: { version: true },
    });
    if (updated) return { ...saved, version: updated.version, begun: false };
    const begun = await tx.requestDraft.createMany({
      data: [{ ...draft, ...data, version: basedOn + 1 }],
      skipDuplicates: true,
    });
    if (begun.count === 0)
      throw conflict('Your draft was changed in another tab or on another machine since you opened it here.');
    await assertRoom(tx, personId);
    return { ...saved, version: basedOn + 1, begun: true };
  },
  audit: ({ input, result }) =>
    result.begun
      ? {
          event: 'request.draft_begun',
          subject: { type: 'person', id: result.personId },
          organizationId: result.organizationId,
          details: { fields: Object.keys(input.values).length },
        }
      : null,
});

async function assertMayAskFor(tx: Tx, id: string, scope: { organizationId?: string }): Promise<void> {
  const isOther = scope.organizationId !== undefined && scope.organizationId !== id;
  if (isOther || (await tx.organization.count({ where: { id } })) === 0) throw notFound('customer');
}

async function assertRoom(tx: Tx, personId: string): Promise<void> {
  if ((await tx.requestDraft.count({ where: { personId } })) > mostDrafts)
    throw conflict(`You have ${mostDrafts} unfinished requests. File one of them, or throw it away.`);
}

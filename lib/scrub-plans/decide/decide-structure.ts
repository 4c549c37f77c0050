import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { reasonInput } from '../../command/text-input';
import { invalidField, notFound } from '../../errors';
import { ownEntry } from '../../plan-format/own-entry';
import { commentPlace, isObjectPlace } from '../../plan-format/scrub-plan';
import { addVersion, latestVersion } from '../add-version';

/**
 * A person decides what becomes of a text in the structure (a comment, a default) that looks like somebody's data, or
 * whether an extension that no object needs comes along.
 */
export const decideStructure = defineCommand({
  name: 'scrub_plan.decide_structure',
  input: z.strictObject({
    tenantId: idInput,
    version: z.coerce.number().int().positive(),
    place: z.string().min(1).max(600),
    decision: z.enum(['drop', 'keep']),
    reason: reasonInput,
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const { tenantId, place, decision, reason } = input;
    const person = requirePerson(actor);
    const latest = await latestVersion(tx, tenantId);
    if (!latest) throw notFound('plan');
    const document = structuredClone(latest.document);
    const finding = ownEntry(document.structure, place);
    if (!finding) throw invalidField('place', 'This text is not in the plan any more.');
    if (decision === 'drop' && !place.startsWith(commentPlace) && !isObjectPlace(place))
      throw invalidField(
        'decision',
        'Only a comment, an extension or a cast can be left out; keep this text, or change the source.',
      );
    document.structure[place] = { ...finding, decision, reason, decidedBy: person.name };
    const change = {
      tenantId,
      after: input.version,
      document,
      note: `${place}: ${reason}`,
      createdById: person.id,
    };
    return { tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.structure_decided',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version, hash: result.hash, place: input.place, decision: input.decision },
  }),
});

import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { reasonInput } from '../../command/text-input';
import { addVersion, latestVersion } from '../add-version';
import { attribute } from './attribute';
import { longestPlan, parsePlanFile } from './parse-plan-file';

/**
 * Replaces a source's plan by an edited file, as its next version, with the reason. Whatever the file changes was decided
 * by whoever imports it, whomever it names. A change by somebody else since `version` is refused instead of lost.
 */
export const importPlan = defineCommand({
  name: 'scrub_plan.import',
  input: z.strictObject({
    tenantId: idInput,
    /** The version that the file was made from; 0 before there is one. */
    version: z.coerce
      .number({ error: 'Say which version the file was made from; 0 before there is one.' })
      .int()
      .nonnegative(),
    reason: reasonInput,
    document: z.string().max(longestPlan, 'This file is too large for a plan.'),
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const { tenantId, version, reason } = input;
    const person = requirePerson(actor);
    const latest = await latestVersion(tx, tenantId);
    const document = attribute(latest?.document ?? null, parsePlanFile(input.document), person.name);
    const note = `Imported from a file: ${reason}`;
    const change = { tenantId, after: version, document, note, createdById: person.id };
    return { tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.imported',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version, hash: result.hash, reason: input.reason },
  }),
});

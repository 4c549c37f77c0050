import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { addVersion, latestVersion } from '../add-version';
import { longestPlan, parsePlanFile } from './parse-plan-file';

/**
 * Replaces a source's plan by an edited file, as its next version. The file says itself who decided what. With the
 * version that a preview was made against, a change by somebody else in between is refused instead of lost.
 */
export const importPlan = defineCommand({
  name: 'scrub_plan.import',
  input: z.strictObject({
    tenantId: idInput,
    /** The version that the file was compared with; 0 before there is one. The latest when left out. */
    version: z.coerce.number().int().nonnegative().optional(),
    document: z.string().max(longestPlan, 'This file is too large for a plan.'),
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const document = parsePlanFile(input.document);
    const latest = await latestVersion(tx, input.tenantId);
    const change = {
      tenantId: input.tenantId,
      after: input.version ?? latest?.version ?? 0,
      document,
      note: 'Imported from a file.',
      createdById: requirePerson(actor).id,
    };
    return { tenantId: input.tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ result }) => ({
    event: 'scrub_plan.imported',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version, hash: result.hash },
  }),
});

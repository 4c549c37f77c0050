import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { conflict } from '../../errors';
import { scrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { addVersion } from '../add-version';

/** Takes the last change of a plan back: the version before it becomes the next one. History loses nothing. */
export const undoVersion = defineCommand({
  name: 'scrub_plan.undo',
  input: z.strictObject({ tenantId: idInput, version: z.coerce.number().int().positive() }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const { tenantId, version } = input;
    const before = await tx.scrubPlanVersion.findUnique({
      where: { tenantId_version: { tenantId, version: version - 1 } },
      select: { document: true },
    });
    if (!before) throw conflict('There is no earlier version to go back to.');
    const document = scrubPlan.parse(before.document);
    const note = `Version ${version} was taken back.`;
    const change = { tenantId, after: version, document, note, createdById: requirePerson(actor).id };
    return { tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.undone',
    subject: { type: 'tenant', id: result.tenantId },
    details: { takenBack: input.version, version: result.version, hash: result.hash },
  }),
});

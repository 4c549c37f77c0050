import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { reasonInput } from '../../command/text-input';
import { conflict } from '../../errors';
import { scrubPlan } from '../../plan-format/scrub-plan';
import { addVersion } from '../add-version';

/**
 * Takes the last change of a plan back, with the reason: what the plan said before becomes its next version. Done again
 * it goes one step further back, to the first version at last; history loses nothing. Throws `state_conflict` there, and
 * when somebody else changed the plan in the meantime.
 */
export const undoVersion = defineCommand({
  name: 'scrub_plan.undo',
  input: z.strictObject({
    tenantId: idInput,
    version: z.coerce.number().int().positive(),
    reason: reasonInput,
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const { tenantId, version, reason } = input;
    const versions = await tx.scrubPlanVersion.findMany({
      where: { tenantId },
      select: { version: true, restores: true },
    });
    const target = originOf(version, versions) - 1;
    const restores = originOf(target, versions);
    const before = await tx.scrubPlanVersion.findUnique({
      where: { tenantId_version: { tenantId, version: restores } },
      select: { document: true },
    });
    if (!before) throw conflict('There is no earlier version to go back to.');
    const document = scrubPlan.parse(before.document);
    const note = `Back to version ${restores}: ${reason}`;
    const createdById = requirePerson(actor).id;
    const change = { tenantId, after: version, document, note, createdById, restores };
    return { tenantId, restores, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.undone',
    subject: { type: 'tenant', id: result.tenantId },
    details: {
      takenBack: input.version,
      restores: result.restores,
      version: result.version,
      hash: result.hash,
      reason: input.reason,
    },
  }),
});

/** The version that first said what this one says: undone ones are taken up again, and again. */
function originOf(
  version: number,
  versions: readonly { version: number; restores: number | null }[],
): number {
  const restores = versions.find((each) => each.version === version)?.restores ?? null;
  return restores === null || restores >= version ? version : originOf(restores, versions);
}

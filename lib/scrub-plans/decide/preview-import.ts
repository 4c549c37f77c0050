import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { invalidField, notFound } from '../../errors';
import { diffPlans } from '../../plan-format/diff-plans';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { placeColumns, sourceOf } from '../../products/tenant';
import { latestVersion } from '../add-version';
import { whyNotThisSource } from '../plan';
import { longestPlan, parsePlanFile } from './parse-plan-file';

/** More than anybody reads; the count says how many there are. */
const shownDifferences = 500;

/**
 * What importing a file would change against the latest version, and which version that is, so that the import can be
 * bound to it. Changes nothing. Throws `not_found` for an unknown source and `invalid_input` for what is no plan or another source's.
 */
export const previewImport = defineQuery({
  name: 'scrub_plan.preview_import',
  input: z.object({
    tenantId: idInput,
    document: z.string().max(longestPlan, 'This file is too large for a plan.'),
  }),
  allow: 'scrub_plan:edit',
  run: async ({ input }) => {
    const { tenantId } = input;
    const place = await db().tenant.findUnique({ where: { id: tenantId }, select: placeColumns });
    if (!place) throw notFound('source');
    const document = parsePlanFile(input.document);
    const objection = whyNotThisSource(document, sourceOf(place));
    if (objection) throw invalidField('document', objection);
    const latest = await latestVersion(db(), tenantId);
    const differences = diffPlans(latest?.document ?? emptyAs(document), document);
    return {
      version: latest?.version ?? 0,
      total: differences.length,
      differences: differences.slice(0, shownDifferences),
    };
  },
});

/** What a first import is compared with: a plan of the same source that says nothing yet. */
function emptyAs(document: ScrubPlan): ScrubPlan {
  return { ...document, tables: {}, links: [], structure: {} };
}

import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { invalidField } from '../../errors';
import { scrubPlan } from '../../provisioning/scrub-plan/scrub-plan';
import { addVersion, latestVersion } from '../add-version';

/** A plan of some two thousand tables is 4 MB; larger texts are no plans. */
const longestPlan = 8_000_000;

/** Replaces a source's plan by an edited file, as its next version. The file says itself who decided what. */
export const importPlan = defineCommand({
  name: 'scrub_plan.import',
  input: z.strictObject({
    tenantId: idInput,
    document: z.string().max(longestPlan, 'This file is too large for a plan.'),
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const document = parsePlan(input.document);
    const latest = await latestVersion(tx, input.tenantId);
    const change = {
      tenantId: input.tenantId,
      after: latest?.version ?? 0,
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

function parsePlan(text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw invalidField('document', 'This is not JSON. Export the plan, edit that file, and import it again.');
  }
  const parsed = scrubPlan.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw invalidField(
    'document',
    `${first?.path.join(' › ') || 'The file'}: ${first?.message ?? 'is not a plan'}.`,
  );
}

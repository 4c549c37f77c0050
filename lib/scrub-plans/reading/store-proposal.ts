import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { conflict } from '../../errors';
import { mergeDecisions } from '../../plan-format/decide/merge-decisions';
import { type ScrubPlan, scrubPlan } from '../../plan-format/scrub-plan';
import { describeChanges } from '../../plan-format/structure/describe-changes';
import { addVersion, latestVersion } from '../add-version';

/** Objects that a version's note names; the difference to what was signed names all of them. */
const namedInNote = 5;

/** The worker reports what it read: the next version of the plan, with what people decided before carried over. */
export const storeProposal = defineCommand({
  name: 'scrub_plan.store_proposal',
  input: z.strictObject({ readingId: z.string(), proposal: scrubPlan }),
  allow: 'operation:work',
  run: async (context) => {
    const { input, tx, now } = context;
    const { count } = await tx.reading.updateMany({
      where: { id: input.readingId, state: 'running' },
      data: { state: 'succeeded', finishedAt: now },
    });
    if (count === 0) throw conflict('This reading has ended already.');
    const { tenantId, requestedById } = await tx.reading.findUniqueOrThrow({
      where: { id: input.readingId },
    });
    const latest = await latestVersion(tx, tenantId);
    const document = latest ? mergeDecisions(latest.document, input.proposal) : input.proposal;
    const note = latest ? noteOf(latest.document, document) : 'Read from the source.';
    const change = { tenantId, after: latest?.version ?? 0, document, note, createdById: requestedById };
    return { tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ result }) => ({
    event: 'scrub_plan.proposed',
    subject: { type: 'tenant', id: result.tenantId },
    details: { version: result.version, hash: result.hash },
  }),
});

function noteOf(before: ScrubPlan, after: ScrubPlan): string {
  const note = 'Read again from the source.';
  if (before.source.fingerprint === after.source.fingerprint) return note;
  return `${note} ${describeChanges(before, after.source.objects ?? {}, namedInNote)}`;
}

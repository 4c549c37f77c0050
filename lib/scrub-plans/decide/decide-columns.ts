import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { invalidField, notFound } from '../../errors';
import { ownEntry } from '../../plan-format/own-entry';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { addVersion, latestVersion } from '../add-version';
import { readMask } from '../masks/read-mask';
import { columnAddress, columnDecision, mostColumns } from '../plan';

/**
 * A person decides the class and mask of one or many columns, with the reason. Makes the next version of the plan; the
 * decision outlives later readings of the source for as long as the column keeps its type.
 */
export const decideColumns = defineCommand({
  name: 'scrub_plan.decide_columns',
  input: columnDecision.extend({
    tenantId: idInput,
    /** The version that the person was looking at. */
    version: z.coerce.number().int().positive(),
    columns: z.array(columnAddress).min(1, 'Choose at least one column.').max(mostColumns),
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const person = requirePerson(actor);
    const mask = readMask(input.mask);
    const latest = await latestVersion(tx, input.tenantId);
    if (!latest) throw notFound('plan');
    const { reason } = input;
    const decided = { class: input.class, mask, reason, decidedBy: person.name };
    const document = structuredClone(latest.document);
    for (const address of input.columns) decide(document, address, decided);
    const note = `${input.columns.length === 1 ? nameOf(input.columns[0]) : `${input.columns.length} columns`}: ${reason}`;
    const change = { tenantId: input.tenantId, after: input.version, document, note, createdById: person.id };
    return { tenantId: input.tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.columns_decided',
    subject: { type: 'tenant', id: result.tenantId },
    details: {
      version: result.version,
      hash: result.hash,
      class: input.class,
      mask: input.mask.name,
      reason: input.reason,
      columns: input.columns.slice(0, 50).map(nameOf),
    },
  }),
});

function decide(
  document: ScrubPlan,
  { table, column }: { table: string; column: string },
  decided: object,
): void {
  const columns = ownEntry(document.tables, table)?.columns;
  const found = columns && ownEntry(columns, column);
  if (!columns || !found) throw invalidField('columns', `${table} has no column ${column} in this plan.`);
  columns[column] = {
    type: found.type,
    ...(found.evidence ? { evidence: found.evidence } : {}),
    ...pick(decided),
  };
}

const pick = (decided: object) => columnDecision.extend({ decidedBy: z.string() }).parse(decided);
const nameOf = (address: { table: string; column: string } | undefined) =>
  `${address?.table}.${address?.column}`;

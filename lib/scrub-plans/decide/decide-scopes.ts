import { z } from 'zod';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { idInput } from '../../command/id-input';
import { reasonInput } from '../../command/text-input';
import { invalidField, notFound } from '../../errors';
import { ownEntry } from '../../plan-format/own-entry';
import type { ScrubPlan, TableScope, TenantWay } from '../../plan-format/scrub-plan';
import { addVersion, latestVersion } from '../add-version';
import { readWay } from '../scopes/scope';

/** As many as one rule may sensibly speak of at once. */
const mostTables = 2_000;

/**
 * A person decides which rows of tables leave, where tenants share them: all (`reference`), none (`exclude`), or the
 * tenant's along ways that are written a line each, for one table at a time. Makes the next version of the plan, which is
 * held against the source again; that a way leads to the key, and to nobody else's rows, is for that check to say.
 */
export const decideScopes = defineCommand({
  name: 'scrub_plan.decide_scopes',
  input: z.strictObject({
    tenantId: idInput,
    /** The version that the person was looking at. */
    version: z.coerce.number().int().positive(),
    tables: z.array(z.string().min(1).max(300)).min(1, 'Choose at least one table.').max(mostTables),
    rows: z.enum(['tenant', 'reference', 'exclude'], { error: 'Choose which rows leave.' }),
    /** For `tenant`: `organization_id`, or `project_id → app.project (id)`. */
    ways: z.string().max(4_000).optional(),
    reason: reasonInput,
  }),
  allow: 'scrub_plan:edit',
  run: async (context) => {
    const { input, actor, tx } = context;
    const { tenantId, tables, reason } = input;
    const person = requirePerson(actor);
    const latest = await latestVersion(tx, tenantId);
    if (!latest) throw notFound('plan');
    const document = structuredClone(latest.document);
    if (!document.tenant)
      throw invalidField('tables', 'This source is one tenant’s alone: all of its rows leave.');
    for (const table of tables) {
      const entry = ownEntry(document.tables, table);
      if (!entry) throw invalidField('tables', `There is no table ${table} in this plan.`);
      entry.scope = { ...scopeFor(input, document), reason, decidedBy: person.name };
    }
    const note = `${tables.length === 1 ? tables[0] : `${tables.length} tables`}: ${reason}`;
    const change = { tenantId, after: input.version, document, note, createdById: person.id };
    return { tenantId, ...(await addVersion(context, change)) };
  },
  audit: ({ input, result }) => ({
    event: 'scrub_plan.scopes_decided',
    subject: { type: 'tenant', id: result.tenantId },
    details: {
      version: result.version,
      hash: result.hash,
      rows: input.rows,
      reason: input.reason,
      tables: input.tables.slice(0, 50),
    },
  }),
});

type Decision = { tables: string[]; rows: TableScope['rows']; ways?: string | undefined };

function scopeFor({ tables, rows, ways = '' }: Decision, plan: ScrubPlan): TableScope {
  if (rows !== 'tenant') return { rows };
  const [table, ...others] = tables;
  if (table === undefined || others.length > 0)
    throw invalidField('ways', 'Each table has ways of its own: decide about one at a time.');
  const by = ways.split('\n').filter((line) => line.trim() !== '');
  if (by.length === 0) throw invalidField('ways', 'Write the way to the tenant’s key.');
  return { rows, by: by.map((line) => wayOf(line, table, plan)) };
}

function wayOf(line: string, table: string, { tables }: ScrubPlan): TenantWay {
  const way = readWay(line);
  if (!way)
    throw invalidField('ways', `Write a way as column, or as column → schema.table (column): ${line.trim()}`);
  const { columns, references } = way;
  const lacking = (of: string, names: string[]) => names.find((name) => !tables[of]?.columns[name]);
  const unknown = lacking(table, columns);
  if (unknown !== undefined) throw invalidField('ways', `${table} has no column ${unknown}.`);
  if (!references) return way;
  if (!tables[references.table]) throw invalidField('ways', `There is no table ${references.table}.`);
  const missing = lacking(references.table, references.columns);
  if (missing !== undefined) throw invalidField('ways', `${references.table} has no column ${missing}.`);
  return way;
}

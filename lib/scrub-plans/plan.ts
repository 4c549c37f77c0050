import { z } from 'zod';
import { canonicalJson } from '../canonical-json';
import { reasonInput } from '../command/text-input';
import { type ClassGroup, type DataClass, dataClasses } from '../plan-format/data-class';
import type { PlanColumn, ScrubPlan, TenantKey } from '../plan-format/scrub-plan';
import { databaseOfSource } from '../plan-format/source-name';
import { describeKey, type TenantSource } from '../products/tenant';

/**
 * The vocabulary of scrub plans as people see them: one row per column of the source, with its class, its mask and who
 * decided that. The plan itself, and what its masks do, belong to the engine.
 *
 * Safe in the browser: imports zod and vocabulary alone.
 */

export const classGroups = [
  'unclassified',
  'direct',
  'secret',
  'wire',
  'quasi',
  'business',
  'technical',
] as const;

export const classGroupLabels: Record<ClassGroup, string> = {
  unclassified: 'Unclassified',
  direct: 'Identifies directly',
  secret: 'Secret',
  wire: 'Live wire',
  quasi: 'Quasi-identifier',
  business: 'Business value',
  technical: 'Technical',
};

/** One column as the editor and the review show it. */
export type PlanRow = PlanColumn & {
  table: string;
  column: string;
  group: ClassGroup;
  /** Values, or readable parts of them, leave as they are, however deep inside other masks. */
  isKept: boolean;
  /** What leaves so is sensitive: it needs a reason and two signatures. */
  keepsSensitive: boolean;
};

/** How many columns each class group has, for headings and the review. */
export function countGroups(rows: readonly PlanRow[]): Record<ClassGroup, number> {
  const counts = { unclassified: 0, direct: 0, secret: 0, wire: 0, quasi: 0, business: 0, technical: 0 };
  for (const row of rows) counts[row.group] += 1;
  return counts;
}

/**
 * Why this plan is none of the source that it is meant for, in words; null when it is. A source is a schema of its
 * product's database or of a database of its own, or one tenant's rows in a schema that tenants share: a plan of another
 * database, another schema, another key or no key would copy somebody else's. No value of a key stands in the words, and
 * no database, since another tenant's may bear that one's name.
 */
export function whyNotThisSource(
  plan: Pick<ScrubPlan, 'source' | 'schemas' | 'tenant'>,
  source: TenantSource,
): string | null {
  if (source.database !== undefined && databaseOfSource(plan.source.server) !== source.database)
    return 'The plan was made for another database than this source’s.';
  const [schema, ...others] = plan.schemas;
  if (schema !== source.schema || others.length > 0)
    return `The plan is for the schema ${plan.schemas.join(', ')}, and this source is the schema ${source.schema}.`;
  return whyNotThisKey(plan.tenant, source.tenant);
}

function whyNotThisKey(named: TenantKey | undefined, own: TenantKey | undefined): string | null {
  if (!own)
    return named ? 'The plan picks a tenant’s rows by a key, and this source is a schema of its own.' : null;
  if (!named)
    return 'The plan takes all rows of a schema that tenants share, and this source is one tenant’s in it.';
  if (describeKey(named) !== describeKey(own))
    return `The plan tells tenants apart by ${describeKey(named)}, and this source by ${describeKey(own)}.`;
  return canonicalJson(named) === canonicalJson(own) ? null : 'The plan picks another tenant’s rows.';
}

/** Where a customer's source lies, beside the customer's name: the product, and what this tenant is called if that differs. */
export function sourceWords(source: {
  name: string | null;
  organization: { name: string };
  product: { name: string };
}): string {
  const { name, organization, product } = source;
  return name === null || name === organization.name ? `in ${product.name}` : `in ${product.name}, ${name}`;
}

/** As many columns as one decision may name: as many as one rule may sensibly speak of at once. */
export const mostColumns = 2_000;

/** Addresses one column: `schema.table` as the plan writes it, and the column's name. */
export const columnAddress = z.strictObject({
  table: z.string().min(1).max(300),
  column: z.string().min(1).max(300),
});

/** What a person decides about one or many columns at once. */
export const columnDecision = z.strictObject({
  class: z.enum(dataClasses, { error: 'Choose a class.' }),
  /** The mask's name; its parameters beside it. */
  mask: z.looseObject({ name: z.string().min(1, 'Choose a mask.').max(60) }),
  reason: reasonInput,
});

/** A masked sample as the worker stores it: the shape of the original, never its value, and of what is kept likewise. */
export const planSample = z.strictObject({
  shape: z.string(),
  masked: z.string().nullable(),
  /** Values or parts of them leave as they are, and `masked` shows those by their shape. */
  isKept: z.boolean(),
});
export type PlanSample = z.infer<typeof planSample>;
export const planSamples = z.record(z.string(), z.array(planSample));

export const planRefusal = z.object({
  code: z.string(),
  table: z.string(),
  column: z.string().optional(),
  message: z.string(),
});

/** How a class reads on a page: `direct.person_name` as "person name". */
export function classLabel(dataClass: DataClass): string {
  const [, kind] = dataClass.split('.');
  return (kind ?? dataClass).replaceAll('_', ' ');
}

import { z } from 'zod';
import { dataClasses } from '../plan-format/data-class';
import { namedRecord } from '../plan-format/named-record';

/**
 * The certificate of a scrubbed copy: what was compared with what, column by column, and what was found. It says
 * "pseudonymised" and never "anonymous": masked rows still are rows about somebody.
 *
 * Safe in the browser: no value of a row stands in it, in clear or as a hash.
 */

export const columnProof = z.strictObject({
  column: z.string(),
  class: z.enum(dataClasses),
  mask: z.string(),
  /**
   * `absent`: no value of the target may exist in the source. `changed`: no row may carry its own value (a small share
   * may, by chance; of documents, none that holds something to mask). `made`: the target holds nothing but what the mask
   * makes, so that `survivors` counts other values. `reported`: the mask keeps some values by design, so the count is for
   * the reader. `kept`: the plan keeps the column, with a reason. `empty`: nothing may stand in it.
   */
  expectation: z.enum(['absent', 'changed', 'made', 'reported', 'kept', 'empty']),
  /** Values that were there in the source and are here in the target, in the sense of the expectation. */
  survivors: z.int().nonnegative().nullable(),
  /** Values of the target that were compared. */
  compared: z.int().nonnegative(),
  passed: z.boolean(),
  /** Why there is no number, or why it is no failure. */
  note: z.string().optional(),
});
export type ColumnProof = z.infer<typeof columnProof>;
/** What a decision promises of a column's values. */
export type Expectation = ColumnProof['expectation'];

export const tableProof = z.strictObject({
  table: z.string(),
  sourceRows: z.int().nonnegative(),
  targetRows: z.int().nonnegative(),
  passed: z.boolean(),
  columns: z.array(columnProof),
});
export type TableProof = z.infer<typeof tableProof>;

/** Where tenants share tables: by what a table's rows were chosen, and that it holds none of another tenant. */
export const tenancyProof = z.strictObject({
  table: z.string(),
  /** Which rows the plan lets out: the tenant's, all of a shared table, or none. */
  rows: z.enum(['tenant', 'reference', 'exclude']),
  /** The same in words, with the ways along which the tenant's rows are found. */
  scope: z.string(),
  /**
   * `owner`: each row of the copy leads to one owner, the same in all tables. `key`: each row's key, which the plan
   * keeps, is that of a row of this tenant in the source. Neither where masks leave nothing to tell rows by, and where
   * a table is shared or left empty.
   */
  shownBy: z.array(z.enum(['owner', 'key'])),
  /** Rows of the copy that are not this tenant's. */
  strangers: z.int().nonnegative(),
  /** Rows of the source that are nobody's, since NULL stands where each way to the key begins; they stay behind. */
  ownerless: z.int().nonnegative().optional(),
});
export type TenancyProof = z.infer<typeof tenancyProof>;

/** Something that looks like a person's data where none should be. The place is named, the value never. */
export const finding = z.strictObject({
  place: z.string(),
  looksLike: z.enum(['mail', 'card', 'iban', 'canary']),
  count: z.int().positive(),
});
export type Finding = z.infer<typeof finding>;

/**
 * Values of a masked column of the source in another place of the copy, which leaves as it is. `somebody`: values that can
 * only be a person's or a secret; they fail the proof. `meant`: the same where the plan keeps somebody's data with a reason.
 * `shared`: words and numbers that may be there in their own right, for the reader.
 */
export const elsewhere = z.strictObject({
  place: z.string(),
  /** The column that they come from: `schema.table.column`, with the way inside a document. */
  from: z.string(),
  means: z.enum(['somebody', 'meant', 'shared']),
  /** Different values, and how often they stand there. */
  values: z.int().positive(),
  count: z.int().positive(),
});
export type Elsewhere = z.infer<typeof elsewhere>;

export const certificate = z.strictObject({
  formatVersion: z.literal(1),
  /** Hash of plan and structure, as the copy computed it; null where only the target is at hand. */
  manifest: z.string(),
  plan: z.string(),
  structure: namedRecord(z.string()),
  /** SHA-256 over the certificate without this field, in hex. */
  result: z.string(),
  passed: z.boolean(),
  /** Sentences, one for each thing that is not as it must be. */
  failures: z.array(z.string()),
  /** Whether the source was read in the copy's own snapshot, or later, when it may have moved on. */
  comparedWith: z.enum(['snapshot', 'later']),
  sourceTime: z.string(),
  tables: z.array(tableProof),
  /** Absent for a plan that does not tell tenants apart. */
  tenancy: z.array(tenancyProof).optional(),
  /** Texts of the structure that a person kept, and the places of comments that were left behind. */
  structureTexts: z
    .strictObject({
      kept: z.array(z.strictObject({ place: z.string(), reason: z.string() })),
      leftBehind: z.array(z.string()),
    })
    .optional(),
  /** Objects of the source's database that no copy brings, and those that the plan leaves behind. */
  leftBehind: z.array(z.string()).optional(),
  findings: z.array(finding),
  /** Absent in certificates from before it was looked for. */
  elsewhere: z.array(elsewhere).optional(),
  /** Rows of the source that hold one of its vendor's canaries; none of them may be here. Absent where none was named. */
  canaries: z.strictObject({ texts: z.int().positive(), sourceRows: z.int().nonnegative() }).optional(),
  /** Foreign keys of which each row was asked; absent where the server had just checked them. */
  references: z.int().nonnegative().optional(),
  unvalidated: z.array(z.string()),
  /** Column values that the pattern scan looked at, and those of them that were a sample. */
  scanned: z.strictObject({ columns: z.int(), sampled: z.array(z.string()) }),
  elapsedMs: z.int(),
});
export type Certificate = z.infer<typeof certificate>;

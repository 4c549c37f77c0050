import { z } from 'zod';
import { dataClasses } from './data-class';
import { namedRecord } from './named-record';

/**
 * A scrub plan: what leaves a source, column by column. It is a file that people read, edit and sign, so it names
 * tables as `schema.table` and columns by name, and carries no raw value: evidence speaks of shares and shapes.
 *
 * The file is only the wish. Whether it can be carried out on a given source is for `checkPlan` to say.
 */

/** A mask by name with its own parameters beside it, such as `{ "name": "date_shift", "days": 30 }`. */
export const maskSpec = z.looseObject({ name: z.string().min(1) });
export type MaskSpec = z.infer<typeof maskSpec>;

export const planColumn = z.strictObject({
  /** The declared type when the column was classified; a changed type makes the column unclassified again. */
  type: z.string().min(1),
  class: z.enum(dataClasses),
  /** Absent only while the column is unclassified. */
  mask: maskSpec.optional(),
  /** 0 to 1; absent where a person decided. */
  confidence: z.number().min(0).max(1).optional(),
  /** Short sentences about names, types, shares and shapes; never a value. */
  evidence: z.array(z.string()).optional(),
  reason: z.string().min(1).optional(),
  /** Who decided; such a decision outlives a new classification. */
  decidedBy: z.string().min(1).optional(),
});
export type PlanColumn = z.infer<typeof planColumn>;

const decision = { reason: z.string().min(1).optional(), decidedBy: z.string().min(1).optional() };

/**
 * One way from a row to its tenant: columns that hold the key themselves, in the key's order, or a reference to a row
 * of another table, whose own ways go on from there.
 */
export const tenantWay = z.strictObject({
  columns: z.array(z.string().min(1)).min(1),
  references: z
    .strictObject({ table: z.string().min(1), columns: z.array(z.string().min(1)).min(1) })
    .optional(),
});
export type TenantWay = z.infer<typeof tenantWay>;

/**
 * Which rows of a table belong to a tenant that is told apart by a key. `tenant`: those that one of the ways leads
 * from. `reference`: all of them, since every tenant shares them. `exclude`: none; only the structure is copied.
 */
export const tableScope = z.discriminatedUnion('rows', [
  z.strictObject({ rows: z.literal('tenant'), by: z.array(tenantWay).min(1), ...decision }),
  z.strictObject({ rows: z.literal('reference'), ...decision }),
  z.strictObject({ rows: z.literal('exclude'), ...decision }),
]);
export type TableScope = z.infer<typeof tableScope>;

/** What tells one tenant's rows from another's, where they share tables. */
export const tenantKey = z.strictObject({
  /** The table of tenants. Without it, every table that has the columns carries the key itself. */
  root: z.string().min(1).optional(),
  columns: z.array(z.string().min(1)).min(1),
  /** One for each column, as text; PostgreSQL has no text with a zero character in it. */
  values: z.array(z.string().regex(/^[^\0]*$/)).min(1),
});
export type TenantKey = z.infer<typeof tenantKey>;

export const planTable = z.strictObject({
  /** An SQL condition over the table's own bare column names; only rows that meet it leave. */
  rowFilter: z.string().min(1).optional(),
  /** Needed in each table when the plan has a `tenant`; what is derived and not `decidedBy` a person follows the structure. */
  scope: tableScope.optional(),
  columns: namedRecord(planColumn),
});
export type PlanTable = z.infer<typeof planTable>;

/**
 * Text inside the structure itself: every comment, and whatever else may be a person's data or a secret. Under
 * `extension NAME` it says whether an extension of the source comes along, which it does where no entry says otherwise.
 */
export const structureFinding = z.strictObject({
  found: z.array(z.string()),
  shapes: z.array(z.string()),
  /**
   * `drop`: the copy leaves this out (comments, of which one that no entry names is left out too, and extensions). `keep`: a person
   * looked at it and gave a reason, and it leaves as long as it looks the same.
   */
  decision: z.enum(['open', 'drop', 'keep']),
  reason: z.string().min(1).optional(),
  decidedBy: z.string().min(1).optional(),
});
export type StructureFinding = z.infer<typeof structureFinding>;

/** How places of comments begin, which alone of all texts can be left behind. */
export const commentPlace = 'comment on ';

/** How places of extensions begin; an extension comes along unless its entry says `drop`. */
export const extensionPlace = 'extension ';

/** How places of casts begin; one between types of the server comes along unless its entry says `drop`. */
export const castPlace = 'cast ';

/** A place of an object that comes along where nothing is said, and that a person may leave behind. */
export const isObjectPlace = (place: string) =>
  place.startsWith(extensionPlace) || place.startsWith(castPlace);

/** Whether a person decided that a text of the structure leaves as it is. */
export const isKeptText = (finding: StructureFinding | undefined) =>
  finding?.decision === 'keep' && finding.reason !== undefined;

export const scrubPlan = z.strictObject({
  $schema: z.string().optional(),
  formatVersion: z.literal(1),
  source: z.strictObject({
    /** Fingerprint of the source's structure when the plan was made. */
    fingerprint: z.string(),
    /** Which server and database, in words that hold no credential. */
    server: z.string(),
    /**
     * By schema, the objects that the fingerprint covers, such as `view "open_orders"`, each with a short hash of its
     * definition: what a change of the structure is named by. Missing in plans from before such lists were kept.
     */
    objects: namedRecord(namedRecord(z.string())).optional(),
  }),
  schemas: z.array(z.string().min(1)),
  /** The plan was made for every schema of the source: it no longer fits once there is another one. */
  allSchemas: z.boolean().optional(),
  /** Present where tenants share tables: only this one's rows leave. */
  tenant: tenantKey.optional(),
  /** Keys as `tableKey` writes them. */
  tables: namedRecord(planTable),
  /** Columns (`schema.table.column`) whose equal values must stay equal although no constraint says so. */
  links: z.array(z.array(z.string()).min(2)),
  /** Keyed by a sentence that names the object, such as `comment on table public.users`. */
  structure: namedRecord(structureFinding),
});
export type ScrubPlan = z.infer<typeof scrubPlan>;

import { z } from 'zod';

/**
 * The vocabulary of products: what a software company tells Sandgate about a product once, so that tenants of it
 * can be built by machine. Table names are bare; the tenant's schema is given where a source is read.
 *
 * Safe in the browser: imports zod alone.
 */

const identifier = z.string().min(1).max(63);

/** How one tenant lies in a product's production: a schema, a whole database, or rows that carry a key. */
export const tenantLayouts = ['schema', 'database', 'rows'] as const;

/** The parts of a production tenant's configuration that a request may ask to copy. */
export const configurationParts = ['modules', 'branding', 'feature_flags'] as const;
export type ConfigurationPart = (typeof configurationParts)[number];

export const recordDefinition = z.strictObject({
  table: identifier,
  /** The primary key column by which one record is addressed. */
  key: identifier,
  label: z.string().min(1).max(80),
});

/**
 * A product as it is registered. `schema` is the neutral schema name used inside every sandbox, so that no customer's
 * name (their production schema) appears in a sandbox's catalogue.
 */
export const productDefinition = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: z.string().min(1).max(80),
  /** API keys read `<keyPrefix>_test_…` in sandboxes and `<keyPrefix>_live_…` in production. */
  keyPrefix: z.string().regex(/^[a-z]{3,16}$/),
  /** Where production answers; told to whoever tries a production key on a sandbox. */
  productionUrl: z.url().optional(),
  layout: z.enum(tenantLayouts),
  schema: identifier,
  /** Tables whose rows every tenant has alike; copied whole into every sandbox, parents first. */
  referenceTables: z.array(identifier),
  /** Tables per part of the configuration, parents first; the rows carry no person's data. */
  configuration: z.partialRecord(z.enum(configurationParts), z.array(identifier)),
  /**
   * Texts that the vendor has planted in production's rows to be found where they must not be; each snapshot's proof looks
   * for them in all of its rows. Marks, nobody's data: they stand in the control database.
   */
  canaries: z
    .array(
      z
        .string()
        .min(6)
        .max(200)
        .regex(/^[^\0]*$/),
    )
    .max(20)
    .default([]),
  /** What the records API serves: the name in the URL to a table. */
  records: z.record(z.string().regex(/^[a-z][a-z0-9_-]*$/), recordDefinition),
  /**
   * A row that every sandbox takes, whatever rows it holds: each copy's smoke test adds it and takes it back. Left out, the
   * test writes nothing.
   */
  smoke: z
    .strictObject({
      table: identifier,
      values: z.record(identifier, z.union([z.string().max(1_000), z.number(), z.boolean(), z.null()])),
    })
    .optional(),
});
/** As a vendor writes it: what has a default may be left out. */
export type ProductDefinition = z.input<typeof productDefinition>;

/**
 * The manifest of a seed set: a folder of `<table>.csv` files (RFC 4180, header row, empty unquoted field = NULL)
 * beside this `set.json`. Tables are listed in load order; foreign keys among them are checked after the load.
 */
export const seedSetManifest = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  version: z.int().positive(),
  title: z.string().min(1).max(80),
  description: z.string().min(1).max(600),
  tables: z.array(z.strictObject({ table: identifier, rows: z.int().nonnegative() })).min(1),
});
export type SeedSetManifest = z.infer<typeof seedSetManifest>;

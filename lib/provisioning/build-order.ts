import type { Readable } from 'node:stream';
import { canonicalJson } from '../canonical-json';
import type { ScrubPlan, TenantKey } from '../plan-format/scrub-plan';
import { databaseOfSource } from '../plan-format/source-name';
import { isCopyId, parseDatabaseName, parseRoleName } from './names';
import { ProvisioningError } from './provisioning-error';

/**
 * What the engine is told. It knows PostgreSQL and nothing of people, requests or products as the desk sees them: a
 * order names tables and rows, and everything else is decided before a order is made.
 */

/** What of a product's definition a build needs; tables are bare names inside the tenant's schema. */
export type ProductStructure = {
  /** The schema's name inside every sandbox. */
  schema: string;
  /** Tables that every tenant has alike; copied whole, parents first. */
  referenceTables: readonly string[];
  /** Tables of each part of the configuration, parents first. */
  configuration: Readonly<Record<string, readonly string[] | undefined>>;
  /** Texts planted in production, of which a snapshot's proof must find none. */
  canaries?: readonly string[];
};

/** Rows to fill a sandbox with. `read` opens a fresh stream each time: a build that is repeated reads again. */
export type SeedTable = {
  table: string;
  columns: readonly string[];
  rows: number;
  /** RFC 4180 without a header row; an unquoted empty field is NULL. */
  read(): Readable;
};

export type SeedSet = { name: string; version: number; sha256: string; tables: readonly SeedTable[] };

/** The sealed database that a copy is made from, and the structure that its record says is inside. */
export type BaselineOrder = {
  database: string;
  fingerprint: string;
  /** Tables whose rows are taken over from the copy in use, which is the database `from`. */
  keeps?: { from: string; tables: readonly string[] };
};

/** Whose copy a clone is. */
export type CloneOrder = {
  /** The other sandbox's role, whose rights come with the files and are taken away in the copy. */
  role: string;
  /** The database that it has in use, for a clone of it as it is now; left out, the baseline is what is cloned. */
  inUse?: string;
};

export type BuildOrder = {
  /** Opaque, `[a-z0-9]{8,20}`; becomes part of names that every role of the cluster can read. */
  copyId: string;
  /** Counts from 1 and grows with every take-over; fences whoever still works under a lower number. */
  attempt: number;
  shape: 'blank' | 'seeded' | 'snapshot' | 'baseline' | 'clone';
  /**
   * The schema in production that holds the tenant's rows, and where tenants share it, what tells this one's apart. Where
   * each tenant has a database, that database as well: whatever the source's URL reaches has to be it.
   */
  source: { database?: string; schema: string; tenant?: TenantKey };
  product: ProductStructure;
  /** Parts of the configuration to copy from production. */
  configuration: readonly string[];
  seedSet: SeedSet | null;
  /** What leaves production in which form; for snapshots, and for them alone. */
  scrubPlan?: ScrubPlan;
  /** The hash that people signed; a copy whose own manifest comes to another one is refused. */
  manifestHash?: string;
  /** What a sandbox is reset to, or the other sandbox's baseline that a clone is made from or held against. */
  baseline?: BaselineOrder;
  /** For clones, and for them alone. */
  clone?: CloneOrder;
  /**
   * The role that the sandbox's API signs in with. A sandbox has one for its life: its first copy brings the role, and every
   * other copy is given its name. Left out, this attempt makes one, which goes with it if it fails.
   */
  role: { name?: string; password: string; connectionLimit: number };
};

export type EngineConnections = {
  /** Signs in to production as a role that may read and nothing else. */
  sourceUrl: string;
  /** Signs in to the sandbox cluster's maintenance database as the provisioner: CREATEDB, CREATEROLE, no superuser. */
  clusterUrl: string;
  /** What the marks of databases are sealed under. The same for every attempt; whoever has it reads them. */
  markKey: string;
  /** A native pg_dump, for servers newer than the built-in one. */
  pgDump?: string;
};

export type LedgerObject = {
  kind: 'database' | 'role';
  name: string;
  copyId: string | null;
  attempt: number;
};

/**
 * The record of what was meant to exist. `intend` must have committed when it resolves, since the object is made right
 * after; both must accept being told twice.
 */
export type Ledger = {
  intend(object: LedgerObject): Promise<void>;
  gone(kind: LedgerObject['kind'], name: string): Promise<void>;
  /** The OID of something that exists, told before it is dropped at the latest: its files are looked for by it afterwards. */
  seen(kind: LedgerObject['kind'], name: string, oid: number): Promise<void>;
  /** A copy is about to be made from this golden template, or has served to make it. */
  uses(template: string, copyId: string): Promise<void>;
  list(copyId: string): Promise<readonly LedgerObject[]>;
};

/**
 * Refuses a order that contradicts itself, before any connection is opened. Whether its tables exist is found out by
 * the first step. Throws a ProvisioningError.
 */
export function assertOrder(order: BuildOrder): void {
  if (!isCopyId(order.copyId)) throw wrong('The copy’s id must be 8 to 20 lower-case letters and digits.');
  if (!Number.isInteger(order.attempt) || order.attempt < 1 || order.attempt > 999_999_999)
    throw wrong('The attempt must be a whole number from 1.');
  if ((order.shape === 'snapshot') !== (order.scrubPlan !== undefined))
    throw wrong('A snapshot needs a scrub plan, and nothing else has one.');
  if ((order.scrubPlan === undefined) !== (order.manifestHash === undefined))
    throw wrong('A scrub plan comes with the hash that was signed.');
  if (order.scrubPlan && order.scrubPlan.schemas.join() !== order.source.schema)
    throw wrong('The scrub plan is for another schema than the tenant’s.');
  if (order.scrubPlan && !isOfDatabase(order.scrubPlan, order.source.database))
    throw wrong('The scrub plan is for another database than the tenant’s.');
  if (order.scrubPlan && !isSameKey(order.scrubPlan.tenant, order.source.tenant))
    throw wrong('The scrub plan picks the rows of another tenant.');
  if ((order.shape === 'seeded') !== (order.seedSet !== null))
    throw wrong('A seeded sandbox needs a seed set, and a blank one has none.');
  assertCopied(order);
  if (!Number.isInteger(order.role.connectionLimit) || order.role.connectionLimit < 1)
    throw wrong('The connection limit must be a whole number from 1.');
  if (order.role.name !== undefined && parseRoleName(order.role.name)?.use !== 'tenant')
    throw wrong('The role is no sandbox’s.');
  if (order.role.password.length < 16) throw wrong('The password of the role is too short to be a secret.');
  for (const part of order.configuration)
    if (!order.product.configuration[part])
      throw wrong(`The product has no configuration part named ${part}.`);
}

/** What is said of the database that a reset or a clone is copied from. */
function assertCopied({ shape, baseline, clone, role }: BuildOrder): void {
  if ((shape === 'baseline' || shape === 'clone') !== (baseline !== undefined))
    throw wrong('A reset and a clone need a baseline, and nothing else has one.');
  if (baseline && parseDatabaseName(baseline.database)?.use !== 'baseline')
    throw wrong('That is no baseline.');
  if (shape === 'baseline' && role.name === undefined)
    throw wrong('A reset needs the role of its sandbox: rights are copied with the rows.');
  if ((shape === 'clone') !== (clone !== undefined))
    throw wrong('A clone says whose it is, and nothing else does.');
  if (!clone) return;
  if (baseline?.keeps) throw wrong('A clone keeps no tables.');
  if (parseRoleName(clone.role)?.use !== 'tenant') throw wrong('The role to clone from is no sandbox’s.');
  if (clone.role === role.name) throw wrong('A clone has a role of its own.');
  if (clone.inUse !== undefined && parseDatabaseName(clone.inUse)?.use !== 'published')
    throw wrong('That is no copy’s database.');
}

/** The tables of the parts of the configuration that a order copies, parents first, each once. */
export function configurationTables(order: Pick<BuildOrder, 'product' | 'configuration'>): string[] {
  return [...new Set(order.configuration.flatMap((part) => order.product.configuration[part] ?? []))];
}

const isOfDatabase = ({ source }: ScrubPlan, database?: string) =>
  database === undefined || databaseOfSource(source.server) === database;

const isSameKey = (left?: TenantKey, right?: TenantKey) =>
  canonicalJson(left ?? null) === canonicalJson(right ?? null);

function wrong(message: string): ProvisioningError {
  return new ProvisioningError('plan_invalid', message);
}

import type { PrintedStructure } from '../structure/restore-structure';
import type { SnapshotLimits } from './limits';
import type { Manifest } from './plan/manifest';
import type { SnapshotProgress } from './progress';
import type { TableResult } from './rows/row-tasks';

/** What a copy is told, and what it tells when it is done. */
export type CopyOptions = {
  source: { url: string };
  /** A database whose schemas of the plan do not exist yet. */
  target: { url: string };
  /** Workers; the source sees one session more, and only while the structure is read and watched. */
  jobs: number;
  /** The pseudonym key: 32 random bytes, made for this copy alone and kept nowhere. */
  key: Uint8Array;
  /** Shown in pg_stat_activity on both sides; no customer's name. */
  applicationName?: string;
  signal?: AbortSignal;
  onProgress?: (progress: SnapshotProgress) => void;
  limits?: Partial<SnapshotLimits>;
  /** What the copied schema is called in the target; for plans of one schema. */
  targetSchema?: string;
  /** The hash that was signed. The copy is refused with `manifest_changed` where its own differs. */
  manifestHash?: string;
  /** Whether the source has to be the database that the plan names; another is refused (PlanRefused, `other_source`). */
  sameSource?: boolean;
  /** A native pg_dump in place of the built-in one. */
  pgDump?: string;
  /** Runs when the target is complete and the source's snapshot still held, for a proof against the same rows. */
  beforeRelease?: (held: SnapshotInHand) => Promise<void>;
};

export type SnapshotInHand = {
  snapshotId: string;
  /** The moment of the source that the snapshot shows, ISO 8601. */
  snapshotAt: string;
  tables: TableResult[];
  /** The source's structure as the target's server printed it, by schema, before any row was there. */
  printed: PrintedStructure;
  /** Fires when the copy is cancelled or has to let production go; whoever still reads has to stop. */
  signal: AbortSignal;
};

export type SnapshotReport = {
  manifest: Manifest;
  tables: TableResult[];
  rows: number;
  bytes: number;
  sequences: number;
  /** Constraints that hold for new rows only, as in the source. */
  unvalidated: string[];
  /** Sentences about what a reader might otherwise miss. */
  notes: string[];
  /** How long the source's snapshot was held. */
  heldMs: number;
  totalMs: number;
};

import type { Failure } from './provisioning-error';

/** What the engine says while it works and when it has ended: plain objects, safe to store and to show. */

export const stepNames = [
  'preflight',
  'clear',
  'database',
  'snapshot',
  'structure',
  'reference',
  'seed',
  'constraints',
  'template',
  'configuration',
  'verify',
  'role',
  'baseline',
  'copy',
  'equality',
  'revoke',
  'keep',
  'publish',
] as const;
export type StepName = (typeof stepNames)[number];

/** How far one table is. */
export type TableProgress = {
  table: string;
  rows: number;
  /** Of the COPY stream. */
  bytes: number;
  /** The planner's estimate; null where the table was never analysed. */
  estimatedRows: number | null;
  done: boolean;
};

/** How far a step is that goes table by table: a bounded choice of them, and how many there are. */
export type TableOverview = { tables: TableProgress[]; done: number; total: number };

export type ProgressEvent = {
  step: StepName;
  /** What the step is called on a page. */
  title: string;
  state: 'started' | 'progress' | 'done' | 'skipped' | 'failed';
  rows?: number;
  bytes?: number;
  /** How many rows the step will write, where that is known before. */
  totalRows?: number;
  detail?: string;
  /** What of it only operators may read, such as who holds a lock. */
  aside?: string;
  overview?: TableOverview;
};

export type StepOutcome =
  | { state: 'done'; rows?: number; bytes?: number; detail?: string; overview?: TableOverview }
  | { state: 'skipped'; reason: string }
  | { state: 'failed'; failure: Failure };

export type StepReport = { step: StepName; title: string; durationMs: number; outcome: StepOutcome };

/** How the cluster copies the files of a database; see cluster/copy-method.ts. */
export type CopyMethod = 'clone' | 'files' | 'unknown';

/** How a database was copied on the cluster, its size, and how long that took. */
export type CopiedFiles = { method: CopyMethod; bytes: number; ms: number };

export type ProvisionReport = {
  /** After `failed` and `cancelled` nothing of this attempt is left, unless `leftovers` names it. */
  outcome: 'done' | 'failed' | 'cancelled';
  steps: StepReport[];
  database: string;
  role: string;
  /** The sealed copy that a reset returns to, where this order made one. */
  baseline: string;
  /** Of this attempt's copy of a database's files: its baseline, or of a reset the copy itself; null before it. */
  copied: CopiedFiles | null;
  /** SHA-256 of the source's structure, equal to the sandbox's; null when it was not read. */
  fingerprint: string | null;
  /** Rows inside, as counted by the verification; 0 before it. */
  rows: number;
  /** Size of the database on disk; 0 before it is opened. */
  bytes: number;
  failure?: Failure;
  leftovers: string[];
};

/** One thing that a clean-up looked for and what it found. */
export type RemovedPart = {
  kind: 'database' | 'role';
  name: string;
  state: 'dropped' | 'already_gone' | 'remains';
  failure?: Failure;
};

export type DestroyReport = {
  outcome: 'destroyed' | 'incomplete';
  /** Every database and role of any attempt, as read from the catalogue and the ledger. */
  parts: RemovedPart[];
  /** Databases and roles of this sandbox that the catalogue still showed after the last drop. Empty when destroyed. */
  remaining: string[];
};

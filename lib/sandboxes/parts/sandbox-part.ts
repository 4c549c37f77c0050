import type { ActivitySignal } from '../../activity/activity';
import type { Tx } from '../../db/transaction';

/**
 * Something that is kept for sandboxes. Whoever destroys a sandbox, shows what goes with it, or looks whether anything is
 * left reads the table of parts (sandbox-parts.ts) and knows no part by itself.
 */
export type SandboxPart = {
  /** The Prisma model of its rows. */
  model: string;
  /** Where it shows that somebody uses the sandbox. */
  activity?: ActivitySource;
} & (EndingPart | { keptBecause: string });

/** How its rows show use, and the latest moment of it by sandbox, of the time after `since`. */
export type ActivitySource = {
  signal: ActivitySignal;
  findLatest: (tx: Tx, since: Date) => Promise<{ sandboxId: string; at: Date }[]>;
};

/**
 * A part that ends when its sandbox is destroyed. `at_once`: in the transaction that begins the destruction, which holds the
 * sandbox's copies locked. `with_last`: in the one that records that nothing is left on the cluster.
 */
export type EndingPart = {
  /** One of them and several, as pages name them. */
  title: readonly [one: string, many: string];
  /** How many there are that are in force. */
  count: (tx: Tx, sandboxId: string) => Promise<number>;
  ends: 'at_once' | 'with_last';
  /** May be repeated. Returns how many it ended. */
  end: (tx: Tx, sandboxId: string, now: Date) => Promise<number>;
};

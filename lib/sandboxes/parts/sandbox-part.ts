import type { Tx } from '../../db/transaction';

/**
 * Something that is kept for sandboxes. Whoever destroys a sandbox, shows what goes with it, or looks whether anything is
 * left reads the table of parts (sandbox-parts.ts) and knows no part by itself.
 */
export type SandboxPart = {
  /** The Prisma model of its rows. */
  model: string;
  /** One of them and several, as pages name them. */
  title: readonly [one: string, many: string];
  /** How many there are that are in force. */
  count: (tx: Tx, sandboxId: string) => Promise<number>;
  end: EndOfPart;
};

/**
 * What becomes of it when its sandbox is destroyed. `at_once`: it ends in the transaction that begins the destruction, which
 * holds the sandbox's copies locked. `with_last`: it ends in the one that records that nothing is left on the cluster.
 * `kept`: it is a record and stays, for the reason given. A run of `end` may be repeated, and returns how many it ended.
 */
export type EndOfPart =
  | { when: 'at_once' | 'with_last'; run: (tx: Tx, sandboxId: string, now: Date) => Promise<number> }
  | { when: 'kept'; because: string };

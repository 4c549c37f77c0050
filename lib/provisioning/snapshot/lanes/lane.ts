import type { Client } from 'pg';

/** What one worker of a copy has in hand: a session on each side, both its own. */
export type Lane = {
  /** In the held snapshot, read-only. */
  source: Client;
  target: Client;
};

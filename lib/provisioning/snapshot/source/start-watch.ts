import type { Client } from 'pg';
import { openConnection } from '../../connect';
import type { CopySessions } from '../copy-sessions';
import type { HeldSnapshot } from './hold-snapshot';
import { beginWatch, pidOf } from './watch-pressure';

/** A snapshot that is held, and the watch over who waits for it. */
export type WatchedSnapshot = HeldSnapshot & { watch: Watch };

export type Watch = {
  /** Another session of ours whose locks count from now on. */
  add: (client: Client) => Promise<void>;
  /** Goes on in the holder's own session, once that has nothing else to do, and ends the other one. */
  goOn: () => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Watches from a session of its own, since all others are busy: begun as soon as tables are locked, for a copy is long in
 * preparing where it counts the rows of many tenants. Rejects with a ProvisioningError when the source refuses a session.
 */
export async function startWatch(url: string, held: HeldSnapshot, sessions: CopySessions): Promise<Watch> {
  const { applicationName, limits, signal, onLost, giveUp } = sessions;
  const client = sessions.keep(
    await openConnection(url, { side: 'source', applicationName, signal, onLost }),
  );
  const pids = [held.pid];
  const begin = (watcher: Client) => beginWatch(watcher, pids, limits, signal, giveUp);
  let stop = begin(client);
  return {
    add: async (session) => {
      pids.push(await pidOf(session));
    },
    goOn: async () => {
      await stop();
      await client.end();
      stop = begin(held.client);
    },
    stop: () => stop(),
  };
}

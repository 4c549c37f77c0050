import type { Client } from 'pg';
import type { CopyOptions } from '../copy-options';
import type { CopySessions } from '../copy-sessions';
import { joinSnapshot } from '../source/hold-snapshot';
import type { WatchedSnapshot } from '../source/start-watch';
import { openTarget } from '../target/prepare-target';
import type { Lane } from './lane';

/**
 * As many as the copy has jobs. The holder of the snapshot is the first one's source, so that the source sees no session
 * that only waits, and `first` its target.
 */
export async function openLanes(
  held: WatchedSnapshot,
  first: Client,
  options: CopyOptions,
  sessions: CopySessions,
): Promise<Lane[]> {
  const lanes: Lane[] = [{ source: held.client, target: first }];
  while (lanes.length < options.jobs) {
    const source = sessions.keep(await joinSnapshot(options.source.url, held.id, sessions));
    await held.watch.add(source);
    const target = sessions.keep(await openTarget(options.target.url, sessions));
    lanes.push({ source, target });
  }
  return lanes;
}

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded';
import { buildPrograms } from './built-programs';
import { assertLogsHoldNothing, serverLogs } from './read-logs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser URL of the run's own PostgreSQL. */
    clusterSuperuserUrl: string;
    /** Folder of the run's bundled programs; see built-programs.ts. */
    programsFolder: string;
  }
}

/**
 * One PostgreSQL per test run, in a folder of its own, gone afterwards. Durability is off: what is tested is what the
 * server answers, not what its disk survives.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-test-'));
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];
  const [server, programs] = await Promise.all([
    startEmbedded({ dataDir, password: 'test', settings }),
    buildPrograms(),
  ]);
  project.provide('clusterSuperuserUrl', server.url);
  project.provide('programsFolder', programs.folder);
  return async () => {
    await Promise.all([server.stop(), programs.remove()]);
    await assertLogsHoldNothing(serverLogs(server.dataDir));
    await rm(server.dataDir, { recursive: true, force: true });
  };
}

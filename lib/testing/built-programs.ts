import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * The programs that tests start as processes of their own, bundled once per run: a worker that is compiled anew at each
 * start takes the processor for seconds, and a test starts dozens. They lie inside node_modules, from where the packages
 * they import are found.
 */

const programs = {
  worker: 'bin/worker.ts',
  'job-worker': 'lib/jobs/worker-process.fixture.ts',
};

export type BuiltProgram = keyof typeof programs;

/** What is started as a thread by its place beside the code, not imported. */
const threads = ['lib/jobs/watchdog.worker.mjs', 'lib/provisioning/structure/pg-dump.worker.mjs'];

/** Builds them into a folder of this run; returns it and what takes it away. */
export async function buildPrograms(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const cache = path.resolve('node_modules/.cache/sandgate');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'programs-'));
  await build({
    entryPoints: programs,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  });
  for (const thread of threads) await cp(thread, path.join(folder, path.basename(thread)));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeDb, db } from '@/lib/db/client';
import { sweepEnds } from '@/lib/ends/sweep/sweep-ends';
import { configure } from '@/lib/env';

/** One sweep as the worker's handler calls it, in a process of its own, so that its memory is its own. */

export type Swept = { ms: number; cpuMs: number; restMb: number; mostMb: number };

/** As `npm run worker` starts one. */
const execArgv = ['--max-old-space-size=1024', '--import', 'tsx'];

/** Sweeps the house of this control database once. Rejects where the process failed. */
export async function sweepOnce(databaseUrl: string): Promise<Swept> {
  const child = fork(import.meta.filename, { execArgv });
  child.send(databaseUrl);
  const [swept] = await Promise.race([
    once(child, 'message') as Promise<[Swept]>,
    once(child, 'exit').then(() =>
      Promise.reject(new Error('The process that sweeps ended without an answer.')),
    ),
  ]);
  return swept;
}

const mb = () => process.memoryUsage.rss() / 1_000_000;

/** What the process does that `sweepOnce` begins. It rests once it has its modules and a session. */
async function sweep(url: string): Promise<void> {
  configure({ DATABASE_URL: url, AUTH_SECRET: 'a secret of the benchmark that guards nothing at all' });
  await db().$queryRaw`SELECT 1`;
  const restMb = mb();
  let mostMb = restMb;
  const watch = setInterval(() => {
    mostMb = Math.max(mostMb, mb());
  }, 20);
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await sweepEnds(new AbortController().signal);
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(before);
  clearInterval(watch);
  await closeDb();
  process.send?.({ ms, cpuMs: (user + system) / 1_000, restMb, mostMb } satisfies Swept);
  process.disconnect();
}

if (process.argv[1] === import.meta.filename)
  process.once('message', (url: string) => {
    void sweep(url);
  });

import { clock } from '@/lib/clock';
import { closeDb } from '@/lib/db/client';
import { configure, dataPath, describeSettings, env } from '@/lib/env';
import { demoPeople } from '@/prisma/demo-people';
import { endWith, lastFirst } from '../end-with';
import { findRunning, takePidFile } from '../pid-file';
import { ensureBuild } from './build';
import { prepareDatabases } from './databases';
import { keptFromWeb, publishSettings, withdrawSettings } from './instance-settings';
import { assertPortFree } from './port';
import { Refusal, say, step } from './steps';
import { type Program, supervise } from './supervise';

/**
 * `npm start`: from whatever is there to a desk that answers. Databases and build are prepared side by side; then web
 * and worker are kept running until this program is asked to stop, and everything that it started stops with it.
 *
 * A killed run leaves nothing to clean up: web and worker notice that they are alone and end, PostgreSQL goes on and is
 * taken over by the next start.
 */
export async function main({ dev }: { dev: boolean }): Promise<void> {
  const from = clock.elapsed();
  const { PORT: port } = env();
  await refuseSecondStart();
  await assertPortFree(port);
  const started = lastFirst();
  const stopAll = async (): Promise<void> => {
    await started.stopAll();
    say('Everything is stopped.');
  };
  endWith(async () => {
    say('\nStopping …');
    await stopAll();
  }, 60_000);
  endWithNpm();
  await takePidFile('start');
  await withdrawSettings();
  try {
    const building = dev ? Promise.resolve() : build();
    const [settings] = await allSettled([prepareDatabases(started.add), building]);
    await closeDb();
    started.add(await publishSettings(settings));
    if (!isSet('LOG_LEVEL')) configure({ LOG_LEVEL: 'warn' });
    const supervisor = supervise(programs(dev, settings.SANDBOX_SERVER));
    started.add(supervisor.stop);
    const gaveUp = supervisor.gaveUp.then((sentence) => {
      throw new Refusal(sentence);
    });
    await Promise.race([step('Starting web and worker', () => untilHealthy(port)), gaveUp]);
    welcome((clock.elapsed() - from) / 1000);
    await gaveUp;
  } catch (error) {
    await stopAll();
    throw error;
  }
}

async function refuseSecondStart(): Promise<void> {
  const pid = await findRunning('start');
  if (pid === null) return;
  throw new Refusal(
    `Sandgate runs on the data folder ${dataPath()} already, as process ${pid}.\n` +
      `Stop it there with Ctrl-C (or: kill ${pid}), or start a second one beside it: DATA_DIR=.data-2 PORT=${env().PORT + 1} npm start`,
  );
}

async function build(): Promise<void> {
  await step('Building the web application', async () => {
    if ((await ensureBuild()) === 'current') say('  the build of these sources is there');
  });
}

/** Like Promise.all, but a failure waits until the other has come to its end and can be cleaned up after. */
async function allSettled<A, B>(both: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(both);
  return Promise.all(both);
}

/** The web server is given no way into production and none of building; see `keptFromWeb`. */
function programs(dev: boolean, sandboxServer = ''): Program[] {
  const web = { ...keptFromWeb, SANDBOX_SERVER: sandboxServer };
  const script = (file: string, ...more: string[]) => ['--import', 'tsx', file, ...more];
  if (dev) {
    const watch = ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'bin/worker.ts'];
    const env = { NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' };
    return [
      { name: 'web server', args: script('bin/web.ts', '--dev'), env: { ...env, ...web } },
      { name: 'worker', args: watch, env },
    ];
  }
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  return [
    { name: 'web server', args: script('bin/web.ts'), env: { ...env, ...web } },
    { name: 'worker', args: ['--max-old-space-size=1024', ...script('bin/worker.ts')], env },
  ];
}

async function untilHealthy(port: number): Promise<void> {
  const from = clock.elapsed();
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => null);
    if (answer?.ok) return;
    if (clock.elapsed() - from > 120_000)
      throw new Refusal(
        `The desk did not become healthy within two minutes: ${answer ? await answer.text() : 'no answer'}.`,
      );
    await clock.sleep(150);
  }
}

function welcome(seconds: number): void {
  const { PUBLIC_URL, SANDGATE_DEMO } = env();
  say(`\nSandgate is ready at ${PUBLIC_URL} (${seconds.toFixed(1)} s). Ctrl-C stops it.`);
  if (!SANDGATE_DEMO) return;
  say('\nDemo people, to be chosen on the sign-in page:');
  for (const { role, name, email, organization } of demoPeople)
    say(`  ${role.padEnd(11)}${email.padEnd(38)}${name}${organization ? `, ${organization}` : ''}`);
}

const isSet = (name: string) => describeSettings().some((each) => each.name === name && each.isSet);

/** Stops when npm, which runs this program, was killed: nobody would stop us otherwise. */
function endWithNpm(): void {
  const { ppid } = process;
  const timer = setInterval(() => {
    if (process.ppid === ppid) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 1_000);
  timer.unref();
}

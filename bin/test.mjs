import { prepare } from './prepare.mjs';

/** `npm test` and `npm run check`: installs what is missing, then runs every section of bin/test/. */
// Leaving by `exit` lets each program that runs be ended, too, and closes with the last line. A second signal (a terminal
// and npm both send one) must not end the process before that.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
let closes = false;
try {
  await prepare();
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./test/main.ts');
  closes = true;
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (!closes) process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}

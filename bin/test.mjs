import { prepare } from './prepare.mjs';

/** `npm test` and `npm run check`: installs what is missing, then runs every section of bin/test/. */
// Leaving by `exit` lets each program that runs be ended, too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
try {
  await prepare();
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./test/main.ts');
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

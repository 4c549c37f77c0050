import { prepare } from './prepare.mjs';

/** `npm test` and `npm run check`: installs what is missing, then runs every section of bin/test/. */
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

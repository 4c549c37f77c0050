import { prepare } from './prepare.mjs';

/** `npm start` and `npm run dev`: installs what is missing, then hands over to bin/start/main.ts. */
try {
  await prepare();
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('./start/main.ts');
  await main({ dev: process.argv.includes('--dev') });
} catch (error) {
  const isRefusal = error instanceof Error && error.name === 'Refusal';
  process.stderr.write(
    `\n${error instanceof Error ? (isRefusal ? error.message : error.stack) : String(error)}\n`,
  );
  process.exit(1);
}

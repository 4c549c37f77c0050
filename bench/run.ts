import { readdirSync } from 'node:fs';

/**
 * `npm run bench -- NAME [options]`: runs one benchmark of this folder. A benchmark is a file that exports `run`, which
 * is given the remaining arguments and resolves with an exit code.
 */
type Benchmark = { run: (args: readonly string[]) => Promise<number> };

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'run.ts')
  .map((file) => file.slice(0, -3))
  .sort();
const [name = '', ...rest] = process.argv.slice(2);
if (names.includes(name)) {
  const benchmark: Benchmark = await import(`./${name}.ts`);
  process.exitCode = await benchmark.run(rest);
} else {
  process.stderr.write(`Usage: npm run bench -- NAME [options], where NAME is one of ${names.join(', ')}\n`);
  process.exitCode = 2;
}

import { clock } from '@/lib/clock';
import { failuresOf } from './failures';
import { journeys } from './journeys';
import { notCoveredLines } from './long/not-covered';
import { longSections } from './long/sections';
import { listOfSuites } from './long/suites';
import { npmStart, startTest } from './npm-start';
import { productionBuild } from './production-build';
import { runFolder } from './run-folder';
import { describe, type Result, type Run, runSections, type Stage } from './run-sections';
import { sharesOfSizes } from './shares';
import { deadCode, formatAndLint, types } from './static-checks';
import { vitestSection } from './vitest';

/**
 * Runs all sections and closes with one line, `N passed, N failed`, also when it is asked to end before its time. Static
 * checks, the production build and the test of `npm start` run beside vitest, which waits a lot; browser journeys run
 * alone, and against the instance that the test of `npm start` has prepared.
 *
 * `--check` leaves out what needs a browser or a build; `--static` leaves out all that needs PostgreSQL as well. `--long NAME`
 * runs suites at the sizes that were promised instead.
 */
export async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--long') return runLong(args.slice(1));
  return runStages((folder) => stagesFor(args, folder), args.includes('--static') ? '' : sharesOfSizes());
}

/** The suites that are named, one after the other; without a name, the names. */
async function runLong(names: readonly string[]): Promise<number> {
  const sections = names.length > 0 ? longSections(names) : 'Name a suite, or all of them by "all":';
  if (typeof sections !== 'string') {
    return runStages(() => [[sections]], names[0] === 'all' ? notCoveredLines() : '');
  }
  process.stdout.write(`${sections}\n\n${listOfSuites()}\n`);
  return names.length > 0 ? 2 : 0;
}

async function runStages(stages: (folder: string) => Stage[], lastWords: string): Promise<number> {
  const from = clock.elapsed();
  let run: Run | undefined;
  let giveBack = () => {};
  process.once('exit', () => {
    const unfinished = run?.showUnfinished() ?? [];
    giveBack();
    const open = run?.isOver() ? [] : unfinished.length > 0 ? unfinished : ['the run'];
    close(run?.results ?? [], open, clock.elapsed() - from);
  });
  const folder = await runFolder();
  giveBack = folder.giveBack;
  run = runSections(stages(folder.path), (text) => process.stdout.write(text));
  await run.ended;
  if (lastWords) process.stdout.write(`\n${lastWords}\n`);
  return run.results.some(({ outcome }) => outcome.failed > 0) ? 1 : 0;
}

/**
 * Everything that was found, section by section, and the name of each test that failed; what was ended before its time
 * counts as one failure each. Some machines keep the last lines alone.
 */
function close(results: readonly Result[], unfinished: readonly string[], ms: number): void {
  const total = (key: 'passed' | 'failed') => results.reduce((sum, each) => sum + each.outcome[key], 0);
  const notes = results.flatMap(({ name, outcome }) =>
    outcome.notes ? [`\n── ${name}\n${outcome.notes.trimEnd()}\n`] : [],
  );
  const failures = [
    ...results.flatMap(failuresOf),
    ...unfinished.map((name) => `  ${name}: it was ended before it was done`),
  ];
  const lines = [
    ...notes,
    '',
    ...results.map(describe),
    ...(failures.length > 0 ? ['What failed:', ...failures] : []),
    `       the whole run: ${(ms / 1000).toFixed(1)} s`,
    `${total('passed')} passed, ${total('failed') + unfinished.length} failed`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Tests that a section of their own runs. */
const elsewhere = ['--exclude', startTest];

function stagesFor(args: readonly string[], folder: string): Stage[] {
  const fixed = [formatAndLint, types, deadCode];
  if (args.includes('--static')) return [[fixed, [vitestSection('structure', ['lib/architecture.test.ts'])]]];
  const everyTest = vitestSection('structure, unit and integration', elsewhere);
  if (args.includes('--check')) return [[[everyTest], fixed]];
  return [[[everyTest], [...fixed, productionBuild, npmStart(folder)]], [[journeys]]];
}

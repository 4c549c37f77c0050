import { clock } from '@/lib/clock';
import { journeys } from './journeys';
import { productionBuild } from './production-build';
import type { Outcome, Section } from './section';
import { deadCode, formatAndLint, types } from './static-checks';
import { vitestSection } from './vitest';

/**
 * Runs the sections one after the other (a machine with two cores has none to spare) and closes with one line,
 * `N passed, N failed`. A section that fails does not keep the later ones from running: one run shows everything.
 *
 * `--check` leaves out what needs a browser; `--static` leaves out all that needs PostgreSQL as well.
 */
export async function main(args: readonly string[]): Promise<number> {
  const results: { section: Section; outcome: Outcome; seconds: number }[] = [];
  for (const section of sectionsFor(args)) {
    process.stdout.write(`\n── ${section.name}\n`);
    const from = clock.elapsed();
    const outcome = await runSection(section);
    const seconds = (clock.elapsed() - from) / 1000;
    if (outcome.failed > 0 && outcome.details) process.stdout.write(`${outcome.details.trimEnd()}\n`);
    process.stdout.write(`${describe(section, outcome, seconds)}\n`);
    results.push({ section, outcome, seconds });
  }
  process.stdout.write('\n');
  for (const each of results) process.stdout.write(`${describe(each.section, each.outcome, each.seconds)}\n`);
  const total = (key: 'passed' | 'failed') => results.reduce((sum, each) => sum + each.outcome[key], 0);
  process.stdout.write(`${total('passed')} passed, ${total('failed')} failed\n`);
  return total('failed') === 0 ? 0 : 1;
}

function sectionsFor(args: readonly string[]): Section[] {
  const structure = vitestSection('structure', ['lib/architecture.test.ts']);
  const fixed = [formatAndLint, types, deadCode];
  if (args.includes('--static')) return [...fixed, structure];
  const everyTest = vitestSection('structure, unit and integration');
  if (args.includes('--check')) return [...fixed, everyTest];
  return [...fixed, productionBuild, everyTest, journeys];
}

async function runSection(section: Section): Promise<Outcome> {
  try {
    return await section.run();
  } catch (error) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: 0, failed: 1, skipped: 0, details };
  }
}

function describe(section: Section, outcome: Outcome, seconds: number): string {
  const verdict = outcome.failed > 0 ? 'FAILED' : 'ok';
  const skipped = outcome.skipped > 0 ? `, ${outcome.skipped} skipped` : '';
  return `${verdict.padEnd(7)}${section.name}: ${outcome.passed} passed, ${outcome.failed} failed${skipped} (${seconds.toFixed(1)} s)`;
}

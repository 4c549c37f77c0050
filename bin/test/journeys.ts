import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../run-program';
import { failureLine } from './failures';
import type { Section } from './section';
import { slowest } from './slowest';

const failure = z.object({ message: z.string().optional() });
const spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ duration: z.number(), errors: z.array(failure) })),
    }),
  ),
});
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional();
  },
});
const report = z.object({
  suites: z.array(suite),
  errors: z.array(failure),
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/**
 * The browser journeys, against the instance that the test of `npm start` prepared, or a fresh one where it did not get that
 * far; e2e/harness/global-setup.ts starts it and finds a browser.
 */
export const journeys: Section = {
  name: 'browser journeys',
  run: async (print) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-journeys-'));
    const file = path.join(folder, 'report.json');
    try {
      const { code } = await runProgram(
        'node_modules/@playwright/test/cli.js',
        ['test', '--reporter=list,json'],
        { env: childEnvironment({ PLAYWRIGHT_JSON_OUTPUT_NAME: file }), show: print },
      );
      const { stats, suites, errors } = report.parse(JSON.parse(await readFile(file, 'utf8')));
      const specs = suites.flatMap(specsOf);
      const failed = stats.unexpected + stats.flaky;
      return {
        passed: stats.expected,
        failed: code === 0 ? failed : Math.max(failed, 1),
        skipped: stats.skipped,
        details: errors.map(({ message }) => message ?? '').join('\n'),
        failures: [...specs.flatMap(failedIn), ...errors.map(({ message }) => failureLine('e2e', message))],
        notes: slowestJourneys(specs),
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Spec = z.infer<typeof spec>;

const specsOf = ({ specs, suites = [] }: z.infer<typeof suite>): Spec[] => [
  ...specs,
  ...suites.flatMap(specsOf),
];

/** A line about a journey that failed; one that passed at a second attempt has failed too. */
function failedIn({ title, file, tests }: Spec): string[] {
  const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
  return failed.map(({ results }) =>
    failureLine(`e2e/${file} > ${title}`, results.flatMap(({ errors }) => errors)[0]?.message),
  );
}

function slowestJourneys(specs: readonly Spec[]): string {
  const timed = specs.map(({ title, file, tests }) => ({
    name: `${file} > ${title}`,
    seconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
  }));
  return slowest(timed, 'journeys');
}

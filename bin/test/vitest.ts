import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../run-program';
import { errorOutsideTests, failureLine } from './failures';
import type { Outcome, Print, Section } from './section';
import { slowest } from './slowest';

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

/** A section of vitest over the files that match `filters`; all of them when there are none. */
export function vitestSection(name: string, filters: readonly string[] = []): Section {
  return { name, run: (print) => runVitest(filters, print) };
}

/**
 * Counts tests, and as one failure each a file that could not be loaded and a run that failed although every test
 * passed (an error outside any test).
 */
async function runVitest(filters: readonly string[], print: Print): Promise<Outcome> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-vitest-'));
  const file = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = ['run', ...reporters, ...filters];
    const { code, output } = await runProgram('node_modules/vitest/vitest.mjs', args, {
      env: childEnvironment({ NODE_ENV: 'test' }),
      show: print,
    });
    const found = await readReport(file, output);
    const broken = found.testResults.filter(
      (each) => each.status === 'failed' && each.assertionResults.every((test) => test.status !== 'failed'),
    );
    const failed = found.numFailedTests + broken.length;
    const failures = found.testResults.flatMap(failedIn);
    return {
      passed: found.numPassedTests,
      failed: code !== 0 ? Math.max(failed, 1) : failed,
      skipped: found.numPendingTests + found.numTodoTests,
      notes: slowestFiles(found.testResults),
      failures: code !== 0 && failures.length === 0 ? errorOutsideTests(output) : failures,
      details: broken.map((each) => `${each.name}: ${each.message ?? ''}`).join('\n'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type FileResult = z.infer<typeof report>['testResults'][number];

/** Rejects with the last lines that vitest printed when it ended without a report. */
async function readReport(file: string, output: string): Promise<z.infer<typeof report>> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new Error(`vitest left no report:\n${errorOutsideTests(output).join('\n')}`);
  return report.parse(JSON.parse(text));
}

/** A line about each failed test of a file, or one about the file when it failed without naming a test. */
function failedIn({ name, status, message, assertionResults }: FileResult): string[] {
  const file = path.relative('.', name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [failureLine(file, message)];
  return failed.map(({ fullName, failureMessages }) =>
    failureLine(`${file} > ${fullName}`, failureMessages?.[0]),
  );
}

/** The files that took longest, each with the time from its start to its end, others beside it. */
function slowestFiles(files: readonly FileResult[]): string {
  const timed = files.map(({ name, startTime, endTime }) => ({
    name: path.relative('.', name),
    seconds: (endTime - startTime) / 1000,
  }));
  return files.length > 1 ? slowest(timed, 'files') : '';
}

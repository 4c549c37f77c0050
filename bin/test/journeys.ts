import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../run-program';
import type { Section } from './section';

const report = z.object({
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
      const { stats } = report.parse(JSON.parse(await readFile(file, 'utf8')));
      const failed = stats.unexpected + stats.flaky;
      return {
        passed: stats.expected,
        failed: code === 0 ? failed : Math.max(failed, 1),
        skipped: stats.skipped,
        details: '',
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

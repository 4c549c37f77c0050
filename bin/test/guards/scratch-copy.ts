import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../../run-program';
import type { Guard } from './guard';

/**
 * A copy of the project in a folder of its own, in which guards are taken out one at a time and the tests near them run.
 * Its packages are the project's own, linked; nothing of the project itself is changed.
 */
export type ScratchCopy = {
  /** Takes the guard out, runs its tests, and puts it back. The name of the first test that failed; null where none did. */
  whatNotices: (guard: Guard) => Promise<string | null>;
  remove: () => Promise<void>;
};

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Copies what git knows and what it does not ignore, and the database client that was generated. */
export async function makeScratchCopy(): Promise<ScratchCopy> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-guards-'));
  const listed = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of [...listed.split('\0').filter(Boolean), 'lib/db/generated']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await cp(file, path.join(folder, file), { recursive: true, force: true }).catch(ignoreGone);
  }
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  return {
    whatNotices: async (guard) => {
      const file = path.join(folder, guard.file);
      const text = await readFile(file, 'utf8');
      await writeFile(file, takenOut(text, guard));
      try {
        return await firstFailure(folder, guard);
      } finally {
        await writeFile(file, text);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A file that was removed and not yet committed. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}

/** The text without its guard. Throws where the guard does not stand there exactly once. */
export function takenOut(text: string, { of, file, take, put = '' }: Guard): string {
  const parts = text.split(take);
  if (parts.length !== 2)
    throw new Error(`The guard of “${of}” stands ${parts.length - 1} times in ${file}: name its text anew.`);
  return parts.join(put);
}

async function firstFailure(folder: string, { tests, only }: Guard): Promise<string | null> {
  const file = path.join(folder, 'guard-report.json');
  await rm(file, { force: true });
  const args = ['run', '--bail=1', '--reporter=json', `--outputFile=${file}`, ...tests];
  const { code, output } = await runProgram(
    'node_modules/vitest/vitest.mjs',
    only ? [...args, '-t', only] : args,
    {
      env: withoutRun(childEnvironment()),
      cwd: folder,
    },
  );
  const found = await readFile(file, 'utf8').catch(() => null);
  if (found === null) throw new Error(`vitest left no report:\n${output.slice(-2_000)}`);
  const { testResults } = report.parse(JSON.parse(found));
  const all = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((each) => ({ ...each, file: path.relative(folder, name) })),
  );
  const failed = all.find(({ status }) => status === 'failed');
  if (failed) return `${failed.file} > ${failed.fullName}`;
  const broken = testResults.find(({ status }) => status === 'failed');
  if (broken) return `${path.relative(folder, broken.name)} cannot be loaded`;
  if (all.every(({ status }) => status !== 'passed'))
    throw new Error(`No test of ${tests.join(', ')} was run.`);
  return code === 0 ? null : 'an error outside of any test';
}

/** A vitest inside of a test must not take itself for a part of it. */
function withoutRun(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(VITEST|VITE_|TEST_SIZE|SEED)/.test(name));
  return { ...Object.fromEntries(kept), NODE_ENV: 'test' };
}

import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { interleave, testGroups } from './lib/testing/test-groups.ts';

const root = import.meta.dirname;
const groups = testGroups(root);
const tests = ['lib', 'app', 'components', 'bin', 'demo', 'bench', 'prisma'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name))
    .filter((name) => /\.test\.tsx?$/.test(name)),
);

/** Files that wait for processes are spread between those that work, so that both processors always have something to do. */
class Spread extends BaseSequencer {
  override async sort(specs: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(specs);
    const waits = ({ moduleId }: TestSpecification) => groups.isWaiting(path.relative(root, moduleId));
    return interleave(
      sorted.filter((spec) => !waits(spec)),
      sorted.filter(waits),
    );
  }
}

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    env: { LOG_LEVEL: 'silent' },
    // Ends what hangs, and judges nothing: several tests wait for a real PostgreSQL to copy databases on a machine that
    // others use too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    pool: 'forks',
    sequence: { sequencer: Spread },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: tests.filter(groups.isPure),
          isolate: false,
          maxWorkers: 1,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: tests.filter((file) => !groups.isPure(file)),
          globalSetup: ['lib/testing/cluster.ts'],
          // One more than there are processors: one file in three waits for processes, and all of them for PostgreSQL.
          maxWorkers: Math.min(availableParallelism() + 1, 8),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

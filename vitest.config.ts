import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{lib,app,components,bin,demo,bench,prisma}/**/*.test.{ts,tsx}'],
    env: { LOG_LEVEL: 'silent' },
    globalSetup: ['lib/testing/cluster.ts'],
    // Ends what hangs, and judges nothing: several tests wait for a real PostgreSQL to copy databases on a machine that
    // others use too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
    pool: 'forks',
    maxWorkers: 2,
  },
});

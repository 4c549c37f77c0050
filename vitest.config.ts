import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: {
    include: ['{lib,app,components,bin,demo,bench,prisma}/**/*.test.{ts,tsx}'],
    env: { LOG_LEVEL: 'silent' },
    globalSetup: ['lib/testing/cluster.ts'],
    // Several tests wait for a real PostgreSQL to copy databases on machines that others use too.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});

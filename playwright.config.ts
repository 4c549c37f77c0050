import { defineConfig } from '@playwright/test';

/** Browser journeys, one after the other: they share one instance and watch what it builds. */
const libraries = process.env.E2E_LIBRARIES;

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.e2e.ts',
  globalSetup: './e2e/harness/global-setup.ts',
  outputDir: 'test-results/journeys',
  workers: 1,
  fullyParallel: false,
  // End what hangs, and judge nothing: the machine may be busy with others' work.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: {
    baseURL: process.env.E2E_URL,
    actionTimeout: 60_000,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    // What happened, without a film of it: filming has every page drawn all the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.E2E_CHROMIUM,
      args: ['--no-sandbox'],
      env: { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) },
    },
  },
});

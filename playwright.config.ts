import { defineConfig } from '@playwright/test';

/**
 * Browser journeys against one instance, in two lanes of one process each: a build that one lane waits for leaves a
 * processor to the other. Within a lane files run one after the other. No customer acts in both lanes, since a person
 * has one draft and a customer one quota and one plan per source. What is switched for the whole desk comes after both.
 */
const ofAcme = /(build-and-use|filing-form|neighbours|people-and-name|reset)\.e2e\.ts$/;

const ofTheDesk = /whole-desk\.e2e\.ts$/;

const libraries = process.env.E2E_LIBRARIES;

export default defineConfig({
  testDir: 'e2e',
  projects: [
    { name: 'acme', testMatch: ofAcme, workers: 1 },
    { name: 'the other customers', testMatch: '**/*.e2e.ts', testIgnore: [ofAcme, ofTheDesk], workers: 1 },
    {
      name: 'the whole desk',
      testMatch: ofTheDesk,
      workers: 1,
      dependencies: ['acme', 'the other customers'],
    },
  ],
  globalSetup: './e2e/harness/global-setup.ts',
  outputDir: 'test-results/journeys',
  workers: 2,
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

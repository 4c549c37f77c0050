import { findChromium } from './chromium';
import { startInstance } from './instance';

/**
 * Once per run: a browser, and an instance unless E2E_URL names one that runs. Both are handed to the test processes
 * through the environment, which they inherit.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const { executable, env } = findChromium(process.env.E2E_CHROMIUM);
  process.env.E2E_CHROMIUM = executable;
  if (env.LD_LIBRARY_PATH) process.env.E2E_LIBRARIES = env.LD_LIBRARY_PATH;
  if (process.env.E2E_URL) return async () => undefined;
  const instance = await startInstance('test-results/instance.log');
  process.env.E2E_URL = instance.url;
  process.env.E2E_DATA_DIR = instance.dataDir;
  return instance.stop;
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { configure, dataPath, env } from '@/lib/env';

/**
 * How further programs find the instance that `npm start` runs: it leaves the settings it made up beside its pid file,
 * readable by its owner alone, and takes them away at its end. So `npm run sandgate -- doctor`, a second `npm run web`
 * or `npm run worker` need no settings on the same machine.
 */

const file = () => dataPath('run', 'settings.json');
const settings = z.record(z.string(), z.string());

/** Takes away what a killed run left. */
export function withdrawSettings(): Promise<void> {
  return rm(file(), { force: true });
}

/** Leaves settings for other programs; returns what takes them away. */
export async function publishSettings(values: Record<string, string>): Promise<() => Promise<void>> {
  await mkdir(path.dirname(file()), { recursive: true });
  await withdrawSettings();
  await writeFile(file(), JSON.stringify(values), { mode: 0o600 });
  return withdrawSettings;
}

/**
 * What a web server must not hold: it reads no production, and builds nothing (decision 0088). It signs in to sandboxes
 * under their own roles, at SANDBOX_SERVER.
 */
export const keptFromWeb = { CLUSTER_URL: '', SOURCE_URLS: '' };

/**
 * Adopts the settings of the instance on this data folder, unless DATABASE_URL is given. What the environment sets
 * itself stays. Does nothing when no instance left any.
 */
export async function adoptSettings(by: 'web server' | 'other' = 'other'): Promise<void> {
  if (env().DATABASE_URL) return;
  const text = await readFile(file(), 'utf8').catch(() => null);
  if (text === null) return;
  configure({ ...settings.parse(JSON.parse(text)), ...(by === 'web server' && keptFromWeb) });
}

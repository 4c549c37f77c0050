import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { dataPath } from '@/lib/env';
import { createSecret } from '@/lib/ids';
import { Refusal } from './steps';

/**
 * Secrets that nobody should have to invent: passwords of the roles that `npm start` creates, and the key that signs
 * sign-in links and derives the sandboxes' database passwords. Made once per data folder and kept in `secrets.json`,
 * which only its owner may read.
 */

const stored = z.object({
  superuserPassword: z.string(),
  controlPassword: z.string(),
  provisionerPassword: z.string(),
  readerPassword: z.string(),
  authSecret: z.string().min(32),
});
export type Secrets = z.infer<typeof stored>;

/**
 * Reads the secrets, or makes them when the data folder is new. Refuses to make others beside an existing database:
 * nobody could sign in to it with those.
 */
export async function loadSecrets(): Promise<{ secrets: Secrets; areNew: boolean }> {
  const file = dataPath('secrets.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text !== null) return { secrets: parse(text, file), areNew: false };
  if (await isThere(dataPath('postgres', 'PG_VERSION')))
    throw new Refusal(
      `${file} is missing, but ${dataPath('postgres')} holds a database that was made with it.\n` +
        `Put the file back, or keep the database aside and begin anew: mv ${dataPath()} ${dataPath()}.aside`,
    );
  const secrets: Secrets = {
    superuserPassword: createSecret(),
    controlPassword: createSecret(),
    provisionerPassword: createSecret(),
    readerPassword: createSecret(),
    authSecret: createSecret(),
  };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.partial`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.partial`, file);
  return { secrets, areNew: true };
}

function parse(text: string, file: string): Secrets {
  try {
    return stored.parse(JSON.parse(text));
  } catch {
    throw new Refusal(`${file} cannot be read as the secrets of this data folder; put the original back.`);
  }
}

async function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

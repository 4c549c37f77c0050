import { clock } from '../clock';
import { asSuperuser } from './database';

/**
 * Folders of databases on the server's disk that no catalogue knows. Those of databases under way come and go; orphans
 * stay, and take room until somebody removes them by hand.
 */
export async function orphanFolders(): Promise<string[]> {
  const rows = await asSuperuser<{ name: string }>(
    `SELECT name FROM pg_ls_dir('base') AS name
      WHERE name ~ '^\\d+$' AND NOT EXISTS (SELECT FROM pg_database WHERE oid::text = name)`,
  );
  return rows.map(({ name }) => name);
}

/**
 * Those that were not lying there before and are there at every look for ten seconds. A folder says nothing of who made
 * it, and files of tests share a server; but none of them may leave one, so it fails the first that sees it.
 */
export async function orphanFoldersSince(lyingBefore: readonly string[]): Promise<string[]> {
  const found = async () => (await orphanFolders()).filter((name) => !lyingBefore.includes(name));
  let seen = await found();
  for (let look = 0; look < 40 && seen.length > 0; look += 1) {
    await clock.sleep(250);
    const now = await found();
    seen = seen.filter((name) => now.includes(name));
  }
  return seen;
}

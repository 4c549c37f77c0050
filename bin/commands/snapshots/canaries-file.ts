import { readFile } from 'node:fs/promises';
import { UsageError } from '../command-line';

/** One text per line, blank lines left out; none without a file. Throws a UsageError where it cannot be read. */
export async function readCanaries(path: string | undefined): Promise<string[]> {
  if (path === undefined) return [];
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(
      `The file ${path} of canaries cannot be read: check its name, and that you may read it.`,
    );
  });
  return text.split(/\r?\n/).filter((line) => line !== '');
}

import { copyFile, stat, truncate } from 'node:fs/promises';

/** A server's log may grow to this many bytes before it is set aside; two such files are the most that there is. */
const mostBytes = 10 * 1024 * 1024;

/**
 * Keeps a log file bounded while its server goes on writing to it: what it holds moves to a file beside it, whose name ends in
 * `.1`, and it begins anew. It stays the same file, which its writer has open and only appends to. Lines written in the
 * moment between are lost. Does nothing for a small or missing file. May be repeated.
 */
export async function boundLog(file: string, most = mostBytes): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size <= most) return;
  await copyFile(file, `${file}.1`);
  await truncate(file);
}

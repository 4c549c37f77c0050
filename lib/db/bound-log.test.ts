import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { boundLog } from './bound-log';

it('sets a long log aside while it is written to, and leaves a short one alone', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-log-'));
  const file = path.join(folder, 'server.log');
  // A server writes to the file that it opened, whatever is done to its name.
  const writer = await open(file, 'a');
  try {
    await writer.write('first\n');
    await boundLog(file, 10);
    expect(await readFile(file, 'utf8')).toBe('first\n');
    await writer.write('second\n');
    await boundLog(file, 10);
    await writer.write('third\n');
    expect([await readFile(`${file}.1`, 'utf8'), await readFile(file, 'utf8')]).toEqual([
      'first\nsecond\n',
      'third\n',
    ]);
    await boundLog(path.join(folder, 'missing.log'), 10);
  } finally {
    await writer.close();
    await rm(folder, { recursive: true });
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clock } from '@/lib/clock';
import { childEnvironment } from '@/lib/env';

test('a run that is told twice to end closes with its last line, and leaves no folder', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-ended-'));
  const child = spawn(process.execPath, ['bin/test.mjs', '--static'], {
    env: childEnvironment({ TMPDIR: folder }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = once(child, 'close');
  const ofRuns = async () => (await readdir(folder)).filter((name) => name.startsWith('sandgate-run-'));
  try {
    while ((await ofRuns()).length === 0 && child.exitCode === null) await clock.sleep(50);
    await clock.sleep(300);
    child.kill('SIGTERM');
    child.kill('SIGINT');
    expect(await ended).toEqual([1, null]);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
    expect(await ofRuns()).toEqual([]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

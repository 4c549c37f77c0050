import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { deliverable, type Job } from './job';

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.job.ts'),
);
const context = { workerId: 'none', signal: AbortSignal.abort(), isLast: false };

/** A payload crossed a database, so each job refuses one that is not its own before it does anything. */
describe.each(files)('%s', (file) => {
  test('refuses a payload of another job, with a member more, and none', async () => {
    const module: Record<string, unknown> = await import(path.resolve('lib', file));
    const jobs = Object.values(module).filter(
      (each) => typeof each === 'object' && each && 'maxAttempts' in each,
    );
    expect(jobs).toHaveLength(1);
    const job = deliverable(jobs[0] as Job<never>);
    for (const payload of [null, 'text', [], { other: 1 }, { operationId: 7 }])
      await expect(job.deliver(payload, context), JSON.stringify(payload)).rejects.toBeInstanceOf(ZodError);
  });
});

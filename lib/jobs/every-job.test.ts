import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ZodError } from 'zod';
import { sandboxWorks } from '../sandboxes/operations/sandbox-works';
import type { JobHandler } from './handler';

const files = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.handler.ts'),
);
const context = { workerId: 'none', signal: AbortSignal.abort(), isLast: false };

const isHandler = (each: unknown): each is JobHandler =>
  typeof each === 'object' && each !== null && 'deliver' in each;

/** A payload crossed a database, so each handler refuses one that is not its job's before it does anything. */
describe.each(files)('%s', (file) => {
  test('refuses a payload of another job, with a member more, and none', async () => {
    const module: Record<string, unknown> = await import(path.resolve('lib', file));
    const made = Object.values(module).map((each) =>
      typeof each === 'function' ? each(sandboxWorks) : each,
    );
    const [handler, ...others] = made.filter(isHandler);
    expect(others).toEqual([]);
    for (const payload of [null, 'text', [], { other: 1 }, { operationId: 7 }])
      await expect(handler?.deliver(payload, context), JSON.stringify(payload)).rejects.toBeInstanceOf(
        ZodError,
      );
  });
});

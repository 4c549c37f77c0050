import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Actor } from '../access/actor';
import { ask, defineQuery } from './query';

const run = vi.fn(async () => 'answer');
const query = defineQuery({
  name: 'thing.list',
  input: z.object({ page: z.number() }),
  allow: 'audit:read',
  run,
});
const actor = (role: string) => ({ kind: 'person', role }) as unknown as Actor;

test('a query answers whoever has its permission', async () => {
  expect(await ask(query, { page: 1 }, actor('support'))).toBe('answer');
});

test('a query refuses who has not, and what cannot be read, before it asks the database', async () => {
  run.mockClear();
  await expect(ask(query, { page: 1 }, actor('customer'))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(ask(query, { page: 'x' }, actor('support'))).rejects.toMatchObject({ code: 'invalid_input' });
  expect(run).not.toHaveBeenCalled();
});

import { expect, test } from 'vitest';
import { ask } from '../command/query';
import { db } from '../db/client';
import { createId } from '../ids';
import { useControlDatabase } from '../testing/database';
import { createSandbox } from '../testing/requests';
import { createWorld } from '../testing/world';
import { getEnd } from './get-end';

useControlDatabase();

test('whoever extends a sandbox reads which people never came: none who came, who left, or who is a program', async () => {
  const world = await createWorld();
  const { id: sandboxId } = await createSandbox(world, 'ready');
  await db().sandboxPerson.deleteMany({ where: { sandboxId } });
  const now = new Date();
  const named = (name: string, more = {}) => ({
    id: createId(),
    sandboxId,
    kind: 'person' as const,
    name,
    key: name,
    reason: 'Tries it.',
    since: now,
    ...more,
  });
  await db().sandboxPerson.createMany({
    data: [
      named('never@example.test'),
      named('came@example.test', { firstSeenAt: now }),
      named('left@example.test', { removedAt: now }),
      named('importer', { kind: 'service_account' }),
    ],
  });
  const { neverCame } = await ask(getEnd, { sandboxId }, world.customer);
  expect(neverCame).toEqual(['never@example.test']);
});

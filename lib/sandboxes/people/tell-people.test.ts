import { beforeAll, expect, test } from 'vitest';
import { run } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { mostTold, tellPeople } from './tell-people';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const message = 'The cluster moves on Sunday.';
const noticesOf = (slug: string) =>
  db().notice.findMany({
    where: { href: `/s/${slug}` },
    select: { personId: true, subject: true, text: true },
  });

test('its people read the words under the name of who wrote them, and nothing else changes', async () => {
  const { id, slug } = await createSandbox(world, 'suspended', 'snapshot');
  const before = await db().sandbox.findUniqueOrThrow({ where: { id } });
  expect(await run(tellPeople, { sandboxId: id, message }, world.support)).toMatchObject({
    ok: true,
    value: { people: 1 },
  });
  expect(await noticesOf(slug)).toEqual([
    {
      personId: world.customer.id,
      subject: `About sandbox ${slug}`,
      text: `${world.support.name} writes: ${message}`,
    },
  ]);
  expect(await db().sandbox.findUniqueOrThrow({ where: { id } })).toEqual(before);
});

test('of twenty at once five arrive, and each other one is told when it can be sent', async () => {
  const { id, slug } = await createSandbox(world, 'ready');
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      run(tellPeople, { sandboxId: id, message: `No. ${at}` }, world.support),
    ),
  );
  const refused = results.flatMap((result) => (result.ok ? [] : [result.error]));
  expect(refused).toHaveLength(20 - mostTold);
  for (const error of refused)
    expect(error).toMatchObject({ code: 'too_many_requests', message: expect.stringContaining('tomorrow') });
  expect(await noticesOf(slug)).toHaveLength(mostTold);
});

test('nobody is told of what is gone, and empty or hidden words are refused', async () => {
  const gone = await createSandbox(world, 'destroyed');
  expect(await run(tellPeople, { sandboxId: gone.id, message }, world.support)).toMatchObject({
    ok: false,
    error: { code: 'state_conflict', message: expect.stringContaining('is gone') },
  });
  const { id } = await createSandbox(world, 'ready');
  for (const wrong of ['', ' ', 'a\u0000b', 'x'.repeat(501)])
    expect(await run(tellPeople, { sandboxId: id, message: wrong }, world.support)).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
});

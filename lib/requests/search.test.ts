import { beforeAll, expect, test } from 'vitest';
import { ask } from '../command/query';
import { db } from '../db/client';
import { listQueue } from '../reviews/list-queue';
import { listSandboxes } from '../sandboxes/list-sandboxes';
import { useControlDatabase } from '../testing/database';
import { createRequest, createSandbox } from '../testing/requests';
import { createWorld, type World } from '../testing/world';
import { listRequests } from './list-requests';

/** What is looked for by words in the lists of requests and sandboxes, and in the queue. */

useControlDatabase();
let world: World;
let request: { id: string; number: number; slug: string };
let sandbox: { id: string; slug: string };
beforeAll(async () => {
  world = await createWorld({ quota: null });
  await db().organization.update({ where: { id: world.acme.id }, data: { name: 'Smörgås 100%_Foundry' } });
  const { id } = await createRequest(world, 'awaiting_support');
  request = await db().request.update({
    where: { id },
    data: { integration: 'MES connector' },
    select: { id: true, number: true, slug: true },
  });
  sandbox = await createSandbox(world, 'ready');
  // Another house, of which nothing may be found.
  const other = await createWorld();
  await createRequest(other, 'awaiting_support');
});

const found = async (text: string) => {
  const [requests, queue, sandboxes] = [
    await ask(listRequests, { text }, world.support),
    await ask(listQueue, { text }, world.support),
    await ask(listSandboxes, { text }, world.support),
  ];
  const has = (rows: readonly { id: string }[], id: string) => rows.some((row) => row.id === id);
  return {
    requests: has(requests.rows, request.id),
    queue: has(queue.rows, request.id),
    sandboxes: has(sandboxes.rows, sandbox.id),
    total: requests.total.value,
  };
};

test('words of the integration, the name, the number and the organization find it, in any case and anywhere', async () => {
  expect(await found('s CONNECT')).toEqual({ requests: true, queue: true, sandboxes: false, total: 1 });
  expect(await found(`#${request.number}`)).toMatchObject({ requests: true, queue: true });
  expect(await found(request.slug.slice(2))).toMatchObject({ requests: true, queue: true, total: 1 });
  expect(await found(sandbox.slug.slice(2))).toMatchObject({ sandboxes: true });
  expect(await found('MÖRGÅS')).toEqual({ requests: true, queue: true, sandboxes: true, total: 2 });
  expect(await found('0%_f')).toEqual({ requests: true, queue: true, sandboxes: true, total: 2 });
  expect(await found('0%%f')).toEqual({ requests: false, queue: false, sandboxes: false, total: 0 });
});

test('an organization is found among more of its name than are named one by one', async () => {
  const { subscriptionId } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
  await db().organization.createMany({
    data: Array.from({ length: 1_001 }, (_each, n) => ({
      id: `many-${n}`,
      slug: `many-${n}`,
      name: `Foundry ${n}`,
      subscriptionId,
    })),
  });
  expect(await found('foundry')).toEqual({ requests: true, queue: true, sandboxes: true, total: 2 });
});

test('a row of the queue counts the quota of its own organization', async () => {
  const limited = await createWorld({ quota: 2 });
  await createSandbox(limited, 'ready');
  await createSandbox(limited, 'suspended');
  await createSandbox(limited, 'retired');
  const { id } = await createRequest(limited, 'awaiting_support');
  const said = async () => {
    const { rows } = await ask(listQueue, {}, limited.support);
    return JSON.stringify(rows.find((row) => row.id === id)?.reasons);
  };
  expect(await said()).toMatch(/2 of 2/);
  await db().sandbox.updateMany({ where: { organizationId: limited.acme.id }, data: { state: 'destroyed' } });
  expect(await said()).not.toMatch(/of 2/);
});

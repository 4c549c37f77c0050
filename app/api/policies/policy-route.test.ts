import { beforeAll, expect, test } from 'vitest';
import type { PersonActor } from '@/lib/access/actor';
import { openSession } from '@/lib/access/open-session';
import { cookieName } from '@/lib/access/session-cookie';
import { runOrThrow } from '@/lib/command/run';
import { daysAfter } from '@/lib/days';
import { db } from '@/lib/db/client';
import { proposePolicy } from '@/lib/ends/policy/propose-policy';
import { configure } from '@/lib/env';
import { createSecret } from '@/lib/ids';
import { useControlDatabase } from '@/lib/testing/database';
import { policyRows } from '@/lib/testing/house-scenarios';
import { createSandbox } from '@/lib/testing/requests';
import { createWorld, type World } from '@/lib/testing/world';
import { GET } from './changes/route';

useControlDatabase();
const own = 'http://localhost:4321';
let world: World;
beforeAll(async () => {
  configure({ PUBLIC_URL: own });
  world = await createWorld();
});

async function read(actor: PersonActor | null) {
  const headers = new Headers();
  if (actor) {
    const token = createSecret();
    await openSession(actor.id, token, 'demo');
    headers.set('cookie', `${cookieName('session')}=${token}`);
  }
  const answer = await GET(new Request(`${own}/api/policies/changes`, { headers }), {
    params: Promise.resolve({}),
  });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('the changes of a proposed policy come as a table, to the house alone', async () => {
  const { id, slug } = await createSandbox(world, 'ready');
  const now = new Date();
  const data = { sandboxId: id, lastSeenAt: daysAfter(now, -40), readAt: now };
  await db().sandboxActivity.create({ data });
  await runOrThrow(proposePolicy, policyRows(45), world.admin);
  const found = await read(world.admin);
  expect(found).toMatchObject({ status: 200, type: expect.stringContaining('text/csv') });
  const [head, line, end] = found.text.split('\r\n');
  expect(head).toContain('Sandbox,Customer,Rule before,Suspended before,Rule,Suspended');
  expect(line).toMatch(new RegExp(`^${slug},.*,unused,\\d{4}-\\d\\d-\\d\\d,unused,\\d{4}-\\d\\d-\\d\\d,`));
  expect(end).toBe('');
  expect((await read(world.support)).text.split('\r\n')).toHaveLength(2);
  expect((await read(world.customer)).status).toBe(403);
  expect((await read(null)).status).toBe(401);
});

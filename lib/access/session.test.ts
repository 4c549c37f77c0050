import { beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { configure } from '@/lib/env';
import { createSecret } from '@/lib/ids';
import { useControlDatabase } from '@/lib/testing/database';
import { demoPeople, fillDemoPeople } from '@/prisma/demo-people';
import { findActor } from './find-actor';
import { endSession, openSession } from './open-session';
import { signInAsDemoPerson } from './session';
import { listDemoPeople } from './sign-in/demo-sign-in';

useControlDatabase();
beforeAll(() => transaction(fillDemoPeople));
beforeEach(async () => {
  configure({ SANDGATE_DEMO: '1', PUBLIC_URL: 'http://localhost:4321' });
  await db().session.deleteMany();
  await db().person.updateMany({ data: { disabledAt: null } });
});

const findPerson = (email: string) => db().person.findUniqueOrThrow({ where: { email } });

async function open(email: string): Promise<string> {
  const token = createSecret();
  await openSession((await findPerson(email)).id, token, 'demo');
  return token;
}

test('a session stands for its person, lasts twelve hours, and is kept as a hash', async () => {
  const token = await open('amara.okafor@example.test');
  const actor = await findActor(token);
  expect(actor).toMatchObject({ kind: 'person', role: 'customer', name: 'Amara Ọkáfọ̀' });
  expect(actor?.organizationId).toBeTruthy();
  const row = await db().session.findFirstOrThrow();
  expect(row.sessionToken).not.toContain(token);
  expect(Number(row.expires) - Number(row.authenticatedAt)).toBe(12 * 60 * 60 * 1000);
});

test('no token, an unknown one and the stored hash itself stand for nobody', async () => {
  await open('amara.okafor@example.test');
  const { sessionToken } = await db().session.findFirstOrThrow();
  for (const token of [undefined, '', 'unknown', sessionToken]) expect(await findActor(token)).toBeNull();
});

test('a session ends on its hour, by the clock of the database', async () => {
  const token = await open('amara.okafor@example.test');
  await db().session.updateMany({ data: { expires: new Date(Date.now() - 1_000) } });
  expect(await findActor(token)).toBeNull();
});

test('a disabled person has no session, even while its row is still there', async () => {
  const token = await open('amara.okafor@example.test');
  await db().person.update({
    where: { email: 'amara.okafor@example.test' },
    data: { disabledAt: new Date() },
  });
  expect(await db().session.count()).toBe(1);
  expect(await findActor(token)).toBeNull();
});

test('a disabled person opens no session', async () => {
  await db().person.update({ where: { email: 'li.na@example.test' }, data: { disabledAt: new Date() } });
  await expect(open('li.na@example.test')).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db().session.count()).toBe(0);
});

test('signing out ends this session and no other, and may be repeated', async () => {
  const [here, there] = [await open('li.na@example.test'), await open('li.na@example.test')];
  await endSession(here);
  await endSession(here);
  expect([await findActor(here), (await findActor(there))?.name]).toEqual([null, '李娜']);
});

test('the demo signs in everybody it lists, and lists all demo people', async () => {
  const listed = await listDemoPeople();
  expect(listed.length).toBe(demoPeople.length);
  for (const { id, email } of listed) {
    const step = await signInAsDemoPerson({ personId: id, next: '/queue' });
    expect(step.location).toBe('/queue');
    expect(await findActor(step.cookies[0]?.value)).toMatchObject({ email });
  }
});

test('without SANDGATE_DEMO nobody is listed and nobody gets in', async () => {
  const { id } = await findPerson('sato.haruka@example.test');
  configure({ SANDGATE_DEMO: '0' });
  expect(await listDemoPeople()).toEqual([]);
  await expect(signInAsDemoPerson({ personId: id })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db().session.count()).toBe(0);
});

test('with SANDGATE_DEMO, people with real addresses are neither listed nor let in', async () => {
  const real = await db().person.create({
    data: { id: 'real', humanId: 'real', email: 'ada@example.com', name: 'Ada', role: 'admin' },
  });
  expect((await listDemoPeople()).map(({ id }) => id)).not.toContain(real.id);
  await expect(signInAsDemoPerson({ personId: real.id })).rejects.toMatchObject({ code: 'forbidden' });
  await db().person.delete({ where: { id: real.id } });
});

test('filling the demo again adds nobody and leaves a disabled person disabled', async () => {
  await db().person.update({ where: { email: 'li.na@example.test' }, data: { disabledAt: new Date() } });
  const before = await db().person.findMany({ orderBy: { id: 'asc' } });
  await transaction(fillDemoPeople);
  expect(await db().person.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

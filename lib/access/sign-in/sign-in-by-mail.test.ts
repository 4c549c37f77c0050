import './resolve-next.fixture';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { configure } from '@/lib/env';
import { useControlDatabase } from '@/lib/testing/database';
import { fillDemoPeople } from '@/prisma/demo-people';
import { findActor } from '../find-actor';
import { type MailServer, startMailServer } from '../mail-server.fixture';
import { finishMailSignIn, type SignInStep, startMailSignIn } from '../session';
import { mostLinks, mostLinksPerAddress } from './store-link';

const amara = 'amara.okafor@example.test';
const stranger = 'stranger@example.test';

let server: MailServer;
useControlDatabase();
beforeAll(async () => {
  server = await startMailServer();
  await transaction(fillDemoPeople);
});
beforeEach(async () => {
  configure({ PUBLIC_URL: 'http://localhost:4321', SMTP_URL: server.url });
  server.mails.length = 0;
  server.refuse = false;
  await db().verificationToken.deleteMany();
  await db().session.deleteMany();
  await db().person.updateMany({ data: { disabledAt: null } });
});
afterAll(() => server.close());

/** The link of the latest mail, taken apart as the page behind it does. */
async function receiveLink(count = 1) {
  const mail = (await server.arrived(count)).at(-1);
  const url = new URL(/http:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  const { email = '', token = '', next } = Object.fromEntries(url.searchParams);
  return { url, email, token, next };
}

const sessionOf = (step: SignInStep) => step.cookies.find(({ name }) => name === 'sandgate.session')?.value;

test('a mailed link signs its person in and leads where they wanted', async () => {
  const asked = await startMailSignIn({ email: amara, next: '/sandboxes?page=2' });
  expect(asked).toEqual({ location: '/sign-in?sent=1', cookies: [] });
  const link = await receiveLink();
  expect(server.mails[0]).toMatchObject({ subject: 'Sign in to Sandgate', to: [{ address: amara }] });
  expect(server.mails[0]?.text).toContain('Amara Ọkáfọ̀');
  expect(link.url.origin + link.url.pathname).toBe('http://localhost:4321/sign-in/link');
  const step = await finishMailSignIn(link);
  expect(step.location).toBe('/sandboxes?page=2');
  expect(await findActor(sessionOf(step))).toMatchObject({ email: amara });
});

test('of twenty uses of one link at once, one signs in', async () => {
  await startMailSignIn({ email: amara });
  const link = await receiveLink();
  const steps = await Promise.all(Array.from({ length: 20 }, () => finishMailSignIn(link)));
  expect(steps.filter((step) => sessionOf(step)).length).toBe(1);
  expect(steps.filter((step) => step.location === '/sign-in?error=Verification').length).toBe(19);
  expect(await db().session.count()).toBe(1);
});

test('an expired link, by the clock of the database, is refused', async () => {
  await startMailSignIn({ email: amara });
  const link = await receiveLink();
  await db().verificationToken.updateMany({ data: { expires: new Date(Date.now() - 1_000) } });
  const step = await finishMailSignIn(link);
  expect([step.location, sessionOf(step)]).toEqual(['/sign-in?error=Verification', undefined]);
});

test('a link works for the address it was made for alone', async () => {
  await startMailSignIn({ email: amara });
  const link = await receiveLink();
  const step = await finishMailSignIn({ ...link, email: 'sato.haruka@example.test' });
  expect(sessionOf(step)).toBeUndefined();
  expect(sessionOf(await finishMailSignIn(link))).toBeDefined();
});

test('an unknown and a disabled address get the same answer as a known one, and no mail', async () => {
  await db().person.update({ where: { email: 'li.na@example.test' }, data: { disabledAt: new Date() } });
  const answers = [];
  for (const email of [stranger, 'li.na@example.test', amara]) answers.push(await startMailSignIn({ email }));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  await server.arrived(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(server.mails.map((mail) => mail.to?.[0]?.address)).toEqual([amara]);
});

test('a person who was disabled after the mail was sent is refused', async () => {
  await startMailSignIn({ email: amara });
  const link = await receiveLink();
  await db().person.update({ where: { email: amara }, data: { disabledAt: new Date() } });
  const step = await finishMailSignIn(link);
  expect([step.location, sessionOf(step)]).toEqual(['/sign-in?error=AccessDenied', undefined]);
});

test.each([amara, stranger])('of twenty links for %s asked for at once, four are made', async (email) => {
  const asked = await Promise.allSettled(Array.from({ length: 20 }, () => startMailSignIn({ email })));
  const refusals = asked.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(refusals.map(({ code }) => code)).toEqual(
    Array.from({ length: 20 - mostLinksPerAddress }, () => 'too_many_requests'),
  );
  expect(await db().verificationToken.count()).toBe(mostLinksPerAddress);
  await server.arrived(email === amara ? mostLinksPerAddress : 0);
});

test('all addresses together have a limit, which expired links do not count towards', async () => {
  const link = (index: number, expires: Date) => ({
    identifier: `a${index}@example.test`,
    token: `${index}`,
    expires,
  });
  const inAnHour = new Date(Date.now() + 3_600_000);
  await db().verificationToken.createMany({
    data: Array.from({ length: mostLinks }, (_, index) => link(index, inAnHour)),
  });
  await expect(startMailSignIn({ email: amara })).rejects.toMatchObject({ code: 'too_many_requests' });
  await db().verificationToken.updateMany({ data: { expires: new Date(0) } });
  await startMailSignIn({ email: amara });
  expect(await db().verificationToken.count()).toBe(1);
  await server.arrived(1);
});

test('the secret of a link is not kept', async () => {
  await startMailSignIn({ email: amara });
  const link = await receiveLink();
  expect(link.token).toHaveLength(43);
  expect(JSON.stringify(await db().verificationToken.findMany())).not.toContain(link.token);
});

test('a next= that leaves the desk is cut to its front page, in the mail and on arrival', async () => {
  await startMailSignIn({ email: amara, next: 'https://evil.example/' });
  const link = await receiveLink();
  expect(link.next).toBe('/');
  expect((await finishMailSignIn({ ...link, next: '//evil.example' })).location).toBe('/');
});

test('a mail server that refuses does not change the answer', async () => {
  server.refuse = true;
  expect((await startMailSignIn({ email: amara })).location).toBe('/sign-in?sent=1');
});

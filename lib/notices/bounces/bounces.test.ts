import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { POST as postBounce } from '@/app/api/bounces/route';
import { type MailServer, startMailServer } from '../../access/mail-server.fixture';
import { openSession } from '../../access/open-session';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { findEnding } from '../../ends/find-ending';
import { configure } from '../../env';
import { createSecret } from '../../ids';
import { enqueue } from '../../jobs/enqueue';
import { useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { getMailChoices } from '../choices/get-mail-choices';
import { planDigests } from '../digest/plan-digests.handler';
import { sendDigest } from '../digest/send-digest.handler';
import { notify } from '../notify';
import { sendNoticeMail } from '../send-notice-mail.handler';
import { retryMails } from './retry-mails';
import { returnPathFor } from './return-path';

const secret = 'what-the-mail-server-says-and-nobody-else';
const context = { workerId: 'test', signal: new AbortController().signal, isLast: false };
let server: MailServer;
let world: World;
useControlDatabase();
beforeAll(async () => {
  server = await startMailServer();
  world = await createWorld();
});
afterAll(() => server.close());
beforeEach(async () => {
  configure({
    PUBLIC_URL: 'https://desk.example.test',
    SMTP_URL: server.url,
    BOUNCE_ADDRESS: 'bounces@desk.example.test',
    BOUNCE_SECRET: secret,
  });
  server.mails.length = 0;
  server.senders.length = 0;
  await db().notice.deleteMany();
  await db().person.updateMany({
    data: { bounces: 0, bouncedSince: null, bouncedLast: null, digestedAt: null },
  });
});

const post = (body: unknown, authorization: string | null = `Bearer ${secret}`) =>
  postBounce(
    new Request('https://desk.example.test/api/bounces', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: authorization ? { authorization } : {},
    }),
    { params: Promise.resolve({}) },
  );
const statusOf = async (body: unknown, authorization?: string | null) =>
  (await post(body, authorization)).status;
const reader = () => ({ id: world.customer.id, email: world.customer.email });
const pathAt = (at: Date, of = reader()) => returnPathFor(of, at) ?? '';
const bounce = (at: Date) => statusOf({ returnPath: pathAt(at), isPermanent: true });
const known = () =>
  db().person.findUniqueOrThrow({
    where: { id: world.customer.id },
    select: { bounces: true, bouncedSince: true },
  });
const ago = (minutes: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - minutes * 60_000);

async function mailNow(): Promise<void> {
  const ids = await transaction((tx) =>
    notify(tx, (job, payload, options) => enqueue(tx, job, payload, options), {
      kind: 'act',
      to: [world.customer.id],
      subject: 'Ready',
      text: 'It is ready.',
      href: '/sandboxes',
    }),
  );
  for (const noticeId of ids) await sendNoticeMail([]).deliver({ noticeId }, context);
}

describe('a mail', () => {
  test('carries a return path of its own, by which its reader and its time are known', async () => {
    await mailNow();
    const [sender = ''] = server.senders;
    expect(sender).toMatch(/^bounces\+[0-9a-z]+-[0-9a-z]+-[0-9a-f]{20}@desk\.example\.test$/);
    expect(sender.split('@')[0]?.length).toBeLessThanOrEqual(64);
    expect(await statusOf({ returnPath: sender.toUpperCase(), isPermanent: true })).toBe(200);
    expect(await known()).toMatchObject({ bounces: 1 });
  });

  test('has the usual sender where nobody hears of what comes back, and then nothing is served', async () => {
    configure({ BOUNCE_ADDRESS: '', BOUNCE_SECRET: '' });
    await mailNow();
    expect(server.senders).toEqual(['sandgate@localhost']);
    expect(await statusOf({ returnPath: 'bounces+a-b-c@x.test', isPermanent: true }, 'Bearer ')).toBe(404);
  });
});

describe('what comes back', () => {
  test('is taken from the mail server alone', async () => {
    const told = { returnPath: pathAt(ago(1)), isPermanent: true };
    for (const wrong of [null, 'Bearer', `Bearer ${secret}x`, `Basic ${secret}`, secret])
      expect(await statusOf(told, wrong)).toBe(401);
    expect(await known()).toMatchObject({ bounces: 0 });
  });

  test('counts once for each mail, in whatever order and however often it is told, and not while it may still arrive', async () => {
    expect(await statusOf({ returnPath: pathAt(ago(9)), isPermanent: false })).toBe(200);
    expect(await known()).toEqual({ bounces: 0, bouncedSince: null });
    await Promise.all(Array.from({ length: 10 }, () => bounce(ago(5))));
    expect(await known()).toMatchObject({ bounces: 1 });
    expect(await db().auditEvent.count({ where: { event: 'person.mail_bounced' } })).toBeGreaterThan(0);
    await bounce(ago(8));
    expect(await known()).toMatchObject({ bounces: 1 });
    await bounce(ago(1));
    expect(await known()).toMatchObject({ bounces: 2 });
  });

  test('of a path that somebody made up, of a former address, or of another person is refused', async () => {
    const former = { ...reader(), email: 'former@example.test' };
    const stolen = pathAt(ago(1)).replace(world.customer.id, world.support.id);
    for (const returnPath of [pathAt(ago(1), former), stolen, 'bounces@desk.example.test', ''])
      expect(await statusOf({ returnPath, isPermanent: true })).toBe(404);
    for (const body of ['', '[]', '{', { returnPath: 1 }, { returnPath: pathAt(ago(1)) }, 'x'.repeat(2_000)])
      expect([400, 413, 422]).toContain(await statusOf(body));
    expect(await known()).toMatchObject({ bounces: 0 });
  });

  test('twice stops further mails, and is told to administrators and colleagues once', async () => {
    await bounce(ago(5));
    await mailNow();
    expect(server.mails).toHaveLength(1);
    await bounce(ago(3));
    await bounce(ago(2));
    await mailNow();
    expect(server.mails).toHaveLength(1);
    const told = await db().notice.findMany({
      where: { subject: 'Mails to somebody come back' },
      select: { personId: true },
    });
    const expected = [world.colleague.id, world.admin.id];
    for (const id of expected) expect(told.filter(({ personId }) => personId === id)).toHaveLength(1);
    expect(told.some(({ personId }) => personId === world.customer.id)).toBe(false);
    expect(told.some(({ personId }) => personId === world.neighbour.id)).toBe(false);
  });

  test('twice stops digests too, and none is planned', async () => {
    await bounce(ago(5));
    await bounce(ago(4));
    await db().notice.create({
      data: {
        id: 'digested',
        personId: world.customer.id,
        kind: 'warning',
        subject: 'Ends',
        text: '',
        href: '/',
        createdAt: daysAfter(new Date(), -2),
      },
    });
    await sendDigest([]).deliver({ personId: world.customer.id }, context);
    await planDigests.deliver({}, context);
    expect(server.mails).toHaveLength(0);
    await runOrThrow(retryMails, {}, world.customer);
    await sendDigest([]).deliver({ personId: world.customer.id }, context);
    expect(server.senders).toEqual([expect.stringContaining(`+${world.customer.id}-`)]);
  });

  test('makes no warning count that was mailed since, until it was read or the address works', async () => {
    const sandbox = await createSandbox(world, 'ready');
    const mailedAt = await databaseNow(db());
    const notice = { personId: world.customer.id, subject: 'Ends', text: '', href: '/' };
    await db().notice.create({
      data: { id: 'warned', ...notice, createdAt: daysAfter(mailedAt, -9), mailedAt },
    });
    const endsAt = daysAfter(mailedAt, 1);
    await db().endWarning.create({
      data: { id: 'w', sandboxId: sandbox.id, endsAt, daysBefore: 1, noticeIds: ['warned'] },
    });
    const given = async () => (await findEnding(db(), { id: sandbox.id }))[0]?.warnings[0]?.givenAt ?? null;
    expect(await given()).toEqual(mailedAt);
    await bounce(new Date(mailedAt.getTime() - 60_000));
    expect(await given()).toBeNull();
    const readAt = daysAfter(mailedAt, 0.1);
    await db().notice.update({ where: { id: 'warned' }, data: { readAt } });
    expect(await given()).toEqual(readAt);
    await db().notice.update({ where: { id: 'warned' }, data: { readAt: null } });
    await runOrThrow(retryMails, {}, world.customer);
    expect(await given()).toEqual(mailedAt);
    // What was mailed before the one that came back had arrived.
    await bounce(new Date(mailedAt.getTime() + 60_000));
    expect(await given()).toEqual(mailedAt);
  });
});

describe('an address works again', () => {
  test('for whoever says so themselves, once, and what came back before is not counted anew', async () => {
    await bounce(ago(5));
    await bounce(ago(4));
    expect(await ask(getMailChoices, {}, world.customer)).toMatchObject({ bounces: 2, isUnreachable: true });
    await runOrThrow(retryMails, {}, world.customer);
    expect(await ask(getMailChoices, {}, world.customer)).toMatchObject({ bounces: 0, isUnreachable: false });
    await bounce(ago(4));
    expect(await known()).toEqual({ bounces: 0, bouncedSince: null });
    expect(await run(retryMails, {}, world.customer)).toMatchObject({
      ok: false,
      error: { code: 'state_conflict' },
    });
  });

  test('for whoever signs in by a mailed link, and by no other way', async () => {
    await bounce(ago(5));
    await openSession(world.customer.id, createSecret(), 'provider');
    expect(await known()).toMatchObject({ bounces: 1 });
    await openSession(world.customer.id, createSecret(), 'mail');
    expect(await known()).toEqual({ bounces: 0, bouncedSince: null });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as leadToPage, POST as stopByClick } from '@/app/api/stop-mails/[token]/route';
import { type MailServer, startMailServer } from '../../access/mail-server.fixture';
import { getKeptByLink } from '../../activity/keep-alive/get-kept-by-link';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { daysAfter } from '../../days';
import { db } from '../../db/client';
import { transaction } from '../../db/transaction';
import { endOf } from '../../ends/end';
import { endStillStands } from '../../ends/end-still-stands';
import { configure } from '../../env';
import { enqueue } from '../../jobs/enqueue';
import { asSuperuser, useControlDatabase } from '../../testing/database';
import { createSandbox } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { chooseMails } from '../choices/choose-mails';
import { getMailChoices } from '../choices/get-mail-choices';
import { getStoppedByLink } from '../choices/get-stopped-by-link';
import { stopMails } from '../choices/stop-mails';
import { stopMailsPath } from '../choices/stop-mails-path';
import { listLetters } from '../letters/list-letters';
import type { NoticeKind } from '../notice';
import { type NoticeText, notify } from '../notify';
import { lastDigestHour } from './digest-hour';
import { planDigests } from './plan-digests.handler';
import { sendDigest } from './send-digest.handler';

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
  configure({ PUBLIC_URL: 'https://desk.example.test', SMTP_URL: server.url });
  server.mails.length = 0;
  server.refuse = false;
  await db().notice.deleteMany();
  const choices = { mailsWarnings: true, mailsActivity: false, digestedAt: null, zone: null };
  await db().person.updateMany({ data: choices });
  await queue('DELETE FROM graphile_worker._private_jobs');
});

async function queue<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  return asSuperuser<Row>(sql, [], row?.name);
}

/** Tells the customer something, two days ago unless it is said. */
async function tell(kind: NoticeKind, more: Partial<NoticeText> = {}, at = daysAfter(new Date(), -2)) {
  const told = { subject: 'Sandbox acme ends', text: 'Extend it.', href: '/sandboxes' };
  const ids = await transaction((tx) =>
    notify(tx, (job, payload, options) => enqueue(tx, job, payload, options), {
      kind,
      to: [world.customer.id],
      ...told,
      ...more,
    }),
  );
  await db().notice.updateMany({ where: { id: { in: ids } }, data: { createdAt: at } });
}
const send = () => sendDigest([endStillStands]).deliver({ personId: world.customer.id }, context);
const plan = async () => {
  await planDigests.deliver({}, context);
  const sql = `SELECT payload FROM graphile_worker._private_jobs JOIN graphile_worker._private_tasks t
    ON t.id = task_id WHERE identifier = 'send_digest'`;
  return (await queue<{ payload: { personId: string } }>(sql)).map(({ payload }) => payload.personId);
};

describe('a digest', () => {
  test('brings 40 warnings in one mail, which each count as mailed by', async () => {
    for (let count = 0; count < 40; count += 1) await tell('warning', { subject: `Sandbox s${count} ends` });
    expect(await plan()).toEqual([world.customer.id]);
    expect(await plan()).toEqual([world.customer.id]);
    await send();
    await send();
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail?.subject).toBe('40 notices from Sandgate');
    for (let count = 0; count < 40; count += 1) {
      expect(mail?.text).toContain(`Sandbox s${count} ends`);
      expect(mail?.html).toContain(`Sandbox s${count} ends`);
    }
    expect(await db().notice.count({ where: { mailedAt: null } })).toBe(0);
    await queue('DELETE FROM graphile_worker._private_jobs');
    expect(await plan()).toEqual([]);
  });

  test('lets its reader keep a sandbox that is not used, by a link of their own; an end that was asked for has none', async () => {
    const { id } = await createSandbox(world, 'ready');
    const lastSeenAt = daysAfter(new Date(), -60);
    await db().sandboxActivity.create({ data: { sandboxId: id, lastSeenAt, readAt: new Date() } });
    const { expiresAt } = await db().sandbox.findUniqueOrThrow({ where: { id } });
    await tell('warning', {
      subject: 'Unused',
      holds: { check: 'sandbox_end', id, at: daysAfter(lastSeenAt, 90) },
    });
    await tell('warning', { subject: 'Asked', holds: { check: 'sandbox_end', id, at: expiresAt } });
    await send();
    const [mail] = server.mails;
    const tokens = [...(mail?.text ?? '').matchAll(/\/keep-alive\/(\S+)/g)].map(([, token]) => token ?? '');
    expect(tokens).toHaveLength(1);
    expect(mail?.html).toContain(`/keep-alive/${tokens[0]}`);
    expect(await getKeptByLink(tokens[0] ?? '')).toMatchObject({ person: world.customer.name, whyNot: null });
    expect(JSON.stringify(await db().notice.findMany())).not.toContain(tokens[0]);
  });

  test('is sent once a day: what came after it waits for the next morning', async () => {
    await tell('warning');
    await send();
    await tell('warning');
    await send();
    expect(server.mails).toHaveLength(1);
    await db().person.updateMany({ data: { digestedAt: daysAfter(new Date(), -1) } });
    await send();
    expect(server.mails).toHaveLength(2);
  });

  test('waits for eight in the morning', async () => {
    await tell('warning', {}, new Date());
    await send();
    expect(server.mails).toHaveLength(0);
  });

  test('that the server refuses marks nothing, and is sent later', async () => {
    await tell('warning');
    server.refuse = true;
    await expect(send()).rejects.toThrow();
    expect(await db().notice.count({ where: { mailedAt: null } })).toBe(1);
    server.refuse = false;
    await send();
    expect(server.mails).toHaveLength(1);
  });

  test.each(['read', 'disabled', 'no server', 'stopped', 'activity', 'act'] as const)(
    'is sent to nobody: %s',
    async (why) => {
      await tell(why === 'activity' || why === 'act' ? why : 'warning');
      const { id } = world.customer;
      if (why === 'read') await db().notice.updateMany({ data: { readAt: new Date() } });
      if (why === 'disabled') await db().person.update({ where: { id }, data: { disabledAt: new Date() } });
      if (why === 'no server') configure({ SMTP_URL: '' });
      if (why === 'stopped') await runOrThrow(stopMails, {}, world.customer);
      expect(await plan()).toEqual([]);
      await send();
      expect(server.mails).toHaveLength(0);
      await db().person.update({ where: { id }, data: { disabledAt: null } });
    },
  );

  test('brings what others did to those who want it', async () => {
    await runOrThrow(chooseMails, { zone: 'Europe/Berlin', mails: ['activity'] }, world.customer);
    expect(await ask(getMailChoices, {}, world.customer)).toMatchObject({
      zone: 'Europe/Berlin',
      mailsWarnings: false,
    });
    await tell('activity', { subject: 'It was kept' });
    await tell('warning', { subject: 'It ends' });
    await send();
    expect(server.mails[0]?.text).toContain('It was kept');
    expect(server.mails[0]?.text).not.toContain('It ends');
  });

  test('leaves out the warning of an end that was moved, and sends the one that holds', async () => {
    const { id } = await createSandbox(world, 'ready');
    const sandbox = await db().sandbox.findUniqueOrThrow({ where: { id } });
    const at = endOf(sandbox).asked;
    const holds = (moment: Date) => ({ holds: { check: endStillStands.name, id, at: moment } });
    await tell('warning', { subject: 'It ends too early', ...holds(daysAfter(at, -3)) });
    await send();
    expect(server.mails).toHaveLength(0);
    expect(await db().notice.count({ where: { mailedAt: null } })).toBe(1);
    await db().person.updateMany({ data: { digestedAt: null } });
    await tell('warning', { subject: 'It ends then', ...holds(at) });
    await send();
    expect(server.mails[0]?.subject).toBe('It ends then');
    await db().sandbox.update({ where: { id }, data: { state: 'retired' } });
    await db().person.updateMany({ data: { digestedAt: null } });
    await tell('warning', { subject: 'It is gone', ...holds(at) });
    await send();
    expect(server.mails).toHaveLength(1);
  });
});

test.each([
  ['2026-07-01T05:59:59Z', 'Europe/Berlin', '2026-06-30T06:00:00Z'],
  ['2026-07-01T06:00:00Z', 'Europe/Berlin', '2026-07-01T06:00:00Z'],
  ['2026-10-25T09:00:00Z', 'Europe/Berlin', '2026-10-25T07:00:00Z'],
  ['2026-10-25T06:30:00Z', 'Europe/Berlin', '2026-10-24T06:00:00Z'],
  ['2026-03-29T06:00:00Z', 'Europe/Berlin', '2026-03-29T06:00:00Z'],
  ['2026-12-01T01:00:00Z', 'Asia/Kathmandu', '2026-11-30T02:15:00Z'],
  ['2026-12-01T17:00:00Z', 'Pacific/Kiritimati', '2026-11-30T18:00:00Z'],
  ['2026-12-01T08:00:00Z', 'UTC', '2026-12-01T08:00:00Z'],
])('at %s the last morning of %s began at %s', (now, zone, eight) => {
  expect(lastDigestHour(new Date(now), zone).toISOString()).toBe(new Date(eight).toISOString());
});

describe('stopping', () => {
  const token = () => stopMailsPath(world.customer.id, new Date()).split('/').at(-1) ?? '';
  const call = (handler: typeof stopByClick, method: string, given = token()) =>
    handler(
      new Request('https://desk.example.test/x', {
        method,
        body: method === 'POST' ? 'List-Unsubscribe=One-Click' : null,
      }),
      {
        params: Promise.resolve({ token: given }),
      },
    );
  const stopped = async () => (await getStoppedByLink(token())).isStopped;
  const recorded = () => db().auditEvent.count({ where: { event: 'notice.mails_stopped' } });
  const heads = () => new Map((server.mails[0]?.headers ?? []).map(({ key, value }) => [key, value]));

  test('works by the link of the mail: POST without a cookie stops, GET never does', async () => {
    await tell('warning');
    await send();
    const url = /^<(https:.+)>$/.exec(heads().get('list-unsubscribe') ?? '')?.[1] ?? '';
    expect(heads().get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const given = url.split('/').at(-1) ?? '';
    const before = await recorded();
    const led = await call(leadToPage, 'GET', given);
    expect([led.status, led.headers.get('location')]).toEqual([
      303,
      `https://desk.example.test/stop-mails/${given}`,
    ]);
    expect(await stopped()).toBe(false);
    expect((await call(stopByClick, 'POST', given)).status).toBe(200);
    expect(await stopped()).toBe(true);
    expect((await call(stopByClick, 'POST', given)).status).toBe(200);
    expect(await recorded()).toBe(before + 1);
  });

  test('a link that was changed, or of another purpose, stops nothing', async () => {
    expect((await call(stopByClick, 'POST', `x${token()}`)).status).toBe(404);
    expect(await stopped()).toBe(false);
  });

  test('is not offered to mail readers without https', async () => {
    configure({ PUBLIC_URL: 'http://desk.example.test' });
    await tell('warning');
    await send();
    expect(heads().has('list-unsubscribe')).toBe(false);
    expect(server.mails[0]?.text).toContain('http://desk.example.test/stop-mails/');
  });

  test('a zone that is none is refused', async () => {
    expect(await run(chooseMails, { zone: 'Mars/Olympus' }, world.customer)).toMatchObject({
      error: { code: 'invalid_input', fields: { zone: expect.any(Array) } },
    });
  });
});

test('support sees a letter of each kind, and a customer none', async () => {
  const letters = await ask(listLetters, {}, world.support);
  expect(letters.map(({ kind, isBatched }) => [kind, isBatched])).toEqual([
    ['act', false],
    ['warning', true],
    ['activity', true],
  ]);
  expect(letters[0]?.text).not.toContain('/stop-mails/');
  await expect(ask(listLetters, {}, world.customer)).rejects.toMatchObject({ code: 'forbidden' });
});

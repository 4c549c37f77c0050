import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillDemoPeople } from '@/prisma/demo-people';
import type { Role } from '../access/actor';
import { type MailServer, startMailServer } from '../access/mail-server.fixture';
import { can } from '../access/permissions';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { type Tx, transaction } from '../db/transaction';
import { configure } from '../env';
import { enqueue } from '../jobs/enqueue';
import { actAs, everyKindOfActor } from '../people/people.fixture';
import { roles } from '../people/person';
import { asSuperuser, useControlDatabase } from '../testing/database';
import { countUnreadNotices } from './count-unread-notices';
import { listNotices } from './list-notices';
import { markNoticesRead } from './mark-notices-read';
import { type NoticeText, notify } from './notify';
import { sendNoticeMail } from './send-notice-mail.handler';

const amara = 'amara.okafor@example.test';
const li = 'li.na@example.test';
const context = { workerId: 'test', signal: new AbortController().signal, isLast: false };

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
  await db().notice.deleteMany();
  await jobs('DELETE FROM graphile_worker._private_jobs');
  await db().person.updateMany({ data: { disabledAt: null } });
});
afterAll(() => server.close());

/** The queue's rows, which Prisma does not know. */
async function jobs<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
  const [row] = await db().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  return asSuperuser<Row>(sql, [], row?.name);
}

async function tell(notice: Partial<NoticeText> & { to: string[] }): Promise<void> {
  const told = {
    kind: 'act' as const,
    subject: 'Request #7: approved',
    text: 'Now being built.',
    href: '/requests/abc',
    ...notice,
  };
  await transaction((tx) => notifyIn(tx, told));
}

const notifyIn = (tx: Tx, notice: NoticeText) =>
  notify(tx, (job, payload, options) => enqueue(tx, job, payload, options), notice);

async function onlyNotice() {
  const [notice] = await db().notice.findMany();
  if (!notice) throw new Error('there is no notice');
  return notice;
}

describe('telling', () => {
  test('gives each person one notice and one mail job that carries its id alone', async () => {
    const [a, b] = [await actAs(amara), await actAs(li)];
    await tell({ to: [a.id, b.id, a.id] });
    const notices = await db().notice.findMany({ orderBy: { id: 'asc' } });
    expect(notices.map(({ personId }) => personId).sort()).toEqual([a.id, b.id].sort());
    const queued = await jobs<{ payload: { noticeId: string } }>(
      'SELECT payload FROM graphile_worker._private_jobs',
    );
    expect(queued.map(({ payload }) => payload).sort((x, y) => (x.noticeId < y.noticeId ? -1 : 1))).toEqual(
      notices.map(({ id }) => ({ noticeId: id })),
    );
  });

  test('tells nobody who was disabled', async () => {
    const [a, b] = [await actAs(amara), await actAs(li)];
    await db().person.update({ where: { id: b.id }, data: { disabledAt: new Date() } });
    await tell({ to: [a.id, b.id] });
    expect((await db().notice.findMany()).map(({ personId }) => personId)).toEqual([a.id]);
  });

  test('leaves neither notice nor job when the change it tells of is rolled back', async () => {
    const { id } = await actAs(amara);
    const failing = transaction(async (tx) => {
      await notifyIn(tx, {
        kind: 'act',
        to: [id],
        subject: 'Request #7: approved',
        text: '',
        href: '/requests/abc',
      });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await db().notice.count()).toBe(0);
    expect(await jobs('SELECT 1 FROM graphile_worker._private_jobs')).toEqual([]);
  });

  test.each([
    { href: 'https://evil.example/' },
    { href: '//evil.example' },
    { href: 'requests/7' },
    { subject: 'Request #7\r\nBcc: everyone@example.test' },
  ])('refuses %j', async (wrong) => {
    await expect(tell({ to: [(await actAs(amara)).id], ...wrong })).rejects.toThrow();
    expect(await db().notice.count()).toBe(0);
  });
});

describe('mailing', () => {
  test('sends the notice with a link to its page, once, however often the job runs', async () => {
    await tell({ to: [(await actAs(amara)).id] });
    const { id } = await onlyNotice();
    for (let delivery = 0; delivery < 3; delivery += 1)
      await sendNoticeMail([]).deliver({ noticeId: id }, context);
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    expect(mail).toMatchObject({ subject: 'Request #7: approved', to: [{ address: amara }] });
    expect(mail?.text).toContain('Now being built.');
    expect(mail?.text).toContain('http://localhost:4321/requests/abc');
    expect(mail?.messageId).toBe(`<notice-${id}@localhost>`);
    expect((await onlyNotice()).mailedAt).not.toBeNull();
  });

  test('fails, to be tried again, while the server refuses; then sends', async () => {
    await tell({ to: [(await actAs(amara)).id] });
    const { id } = await onlyNotice();
    server.refuse = true;
    await expect(sendNoticeMail([]).deliver({ noticeId: id }, context)).rejects.toThrow();
    expect((await onlyNotice()).mailedAt).toBeNull();
    server.refuse = false;
    await sendNoticeMail([]).deliver({ noticeId: id }, context);
    expect(server.mails).toHaveLength(1);
  });

  test('leaves the notice in the app alone without a mail server', async () => {
    configure({ SMTP_URL: '' });
    await tell({ to: [(await actAs(amara)).id] });
    await sendNoticeMail([]).deliver({ noticeId: (await onlyNotice()).id }, context);
    expect(server.mails).toHaveLength(0);
    expect((await onlyNotice()).mailedAt).toBeNull();
  });

  test.each(['read', 'disabled', 'gone'] as const)(
    'sends nothing once the notice or its person is %s',
    async (how) => {
      await tell({ to: [(await actAs(amara)).id] });
      const { id } = await onlyNotice();
      if (how === 'read') await db().notice.update({ where: { id }, data: { readAt: new Date() } });
      if (how === 'disabled')
        await db().person.update({ where: { email: amara }, data: { disabledAt: new Date() } });
      if (how === 'gone') await db().notice.delete({ where: { id } });
      await sendNoticeMail([]).deliver({ noticeId: id }, context);
      expect(server.mails).toHaveLength(0);
    },
  );

  test('brings text in any script through unharmed', async () => {
    const text = 'Brauchen wir das? 必要ですか。 هل نحتاجه؟ 🧪 <script>alert(1)</script>\n.\nEnde';
    await tell({ to: [(await actAs(amara)).id], text });
    await sendNoticeMail([]).deliver({ noticeId: (await onlyNotice()).id }, context);
    expect(server.mails[0]?.text).toContain(text);
    expect(server.mails[0]?.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(server.mails[0]?.html).not.toContain('<script');
  });
});

describe('reading', () => {
  test('everyone sees, counts and marks their own notices and nobody else’s', async () => {
    const [a, b] = [await actAs(amara), await actAs(li)];
    await tell({ to: [a.id, b.id] });
    await tell({ to: [a.id], subject: 'Request #8: declined' });
    expect((await ask(listNotices, {}, a)).rows.map(({ subject }) => subject)).toEqual([
      'Request #8: declined',
      'Request #7: approved',
    ]);
    expect([await ask(countUnreadNotices, {}, a), await ask(countUnreadNotices, {}, b)]).toEqual([2, 1]);

    const [ofLi] = (await ask(listNotices, {}, b)).rows;
    const foreign = await runOrThrow(markNoticesRead, { noticeId: ofLi?.id ?? '' }, a);
    expect(foreign.count).toBe(0);
    expect(await db().auditEvent.count({ where: { event: 'notice.marked_read' } })).toBe(0);
    expect(await ask(countUnreadNotices, {}, b)).toBe(1);

    const [latest] = (await ask(listNotices, {}, a)).rows;
    await runOrThrow(markNoticesRead, { noticeId: latest?.id ?? '' }, a);
    expect(await ask(countUnreadNotices, {}, a)).toBe(1);
  });

  test('marking all leaves unread what came after the page was shown', async () => {
    const a = await actAs(amara);
    await tell({ to: [a.id] });
    const shown = (await onlyNotice()).createdAt.toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await tell({ to: [a.id], subject: 'Request #8: declined' });
    expect((await runOrThrow(markNoticesRead, { until: shown }, a)).count).toBe(1);
    expect((await runOrThrow(markNoticesRead, { until: shown }, a)).count).toBe(0);
    expect(await ask(countUnreadNotices, {}, a)).toBe(1);
  });

  const kinds: (Role | 'system')[] = [...roles, 'system'];
  test.each(kinds)('%s × notices goes by the permission table', async (kind) => {
    const actor = (await everyKindOfActor())[kind];
    const allowed = can(actor, 'notice:read');
    const marked = await run(markNoticesRead, { until: new Date().toISOString() }, actor);
    expect(marked.ok ? 'done' : marked.error.code).toBe(allowed ? 'done' : 'forbidden');
    const asked = [ask(listNotices, {}, actor), ask(countUnreadNotices, {}, actor)];
    for (const each of await Promise.allSettled<unknown>(asked))
      expect(each.status === 'fulfilled' ? 'done' : each.reason.code).toBe(allowed ? 'done' : 'forbidden');
  });
});

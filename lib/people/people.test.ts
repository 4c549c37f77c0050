import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillDemoPeople } from '@/prisma/demo-people';
import type { Actor, Role } from '../access/actor';
import { findActor } from '../access/find-actor';
import { openSession } from '../access/open-session';
import { can, permissions } from '../access/permissions';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { transaction } from '../db/transaction';
import { createSecret } from '../ids';
import { useControlDatabase } from '../testing/database';
import { disablePerson } from './disable-person';
import { enablePerson } from './enable-person';
import { getPerson } from './get-person';
import { linkAccounts } from './link-accounts';
import { listPeople } from './list-people';
import { actAs, everyKindOfActor } from './people.fixture';
import { roles } from './person';

const admin = 'sato.haruka@example.test';
const secondAdmin = 'second.admin@example.test';
const priya = 'priya.raman@example.test';
const amara = 'amara.okafor@example.test';
const reason = 'Left the company';

useControlDatabase();
beforeAll(() => transaction(fillDemoPeople));
beforeEach(async () => {
  await db().session.deleteMany();
  await db().person.deleteMany({ where: { email: secondAdmin } });
  for (const { id } of await db().person.findMany())
    await db().person.update({ where: { id }, data: { disabledAt: null, humanId: id } });
  await db().person.create({
    data: { id: 'second', humanId: 'second', email: secondAdmin, name: 'Ines', role: 'admin' },
  });
});

const idOf = async (email: string) => (await actAs(email)).id;
const lastEvent = () => db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });

/** A request of Amara's, held by Priya. */
async function holdRequest(id: string, state: 'awaiting_support' | 'declined') {
  const [requester, holder] = [await actAs(amara), await actAs(priya)];
  const productId = 'product';
  const product = { id: productId, slug: productId, name: 'Product', definition: {} };
  await db().product.upsert({ where: { id: productId }, update: {}, create: product });
  const organizationId = requester.organizationId ?? '';
  const tenant = { id: 'tenant', productId, organizationId, schema: 'acme' };
  await db().tenant.upsert({ where: { id: 'tenant' }, update: {}, create: tenant });
  await db().request.create({
    data: {
      id,
      state,
      organizationId,
      tenantId: 'tenant',
      requesterId: requester.id,
      filedById: requester.id,
      assigneeId: holder.id,
      integration: 'x',
      purpose: 'x',
      people: [],
      shape: 'blank',
      slug: id,
      durationDays: 30,
    },
  });
}

const kinds: (Role | 'system')[] = [...roles, 'system'];

describe('role × command', () => {
  // A person who does not exist: whoever is let in is told so, whoever is not learns nothing.
  const attempts = [
    {
      command: disablePerson,
      by: (actor: Actor) => run(disablePerson, { personId: 'nobody', reason }, actor),
    },
    { command: enablePerson, by: (actor: Actor) => run(enablePerson, { personId: 'nobody', reason }, actor) },
    {
      command: linkAccounts,
      by: (actor: Actor) => run(linkAccounts, { personId: 'nobody', otherEmail: amara }, actor),
    },
  ];
  const cases = kinds.flatMap((kind) =>
    attempts.map(({ command, by }) => ({ kind, name: command.name, allow: command.allow, by })),
  );
  test.each(cases)('$kind × $name goes by the permission table', async ({ kind, allow, by }) => {
    const actors = await everyKindOfActor();
    const before = await db().auditEvent.count();
    const result = await by(actors[kind]);
    expect(result.ok ? 'done' : result.error.code).toBe(can(actors[kind], allow) ? 'not_found' : 'forbidden');
    expect(await db().auditEvent.count()).toBe(before);
  });

  const questions = [
    { query: listPeople, by: (actor: Actor) => ask(listPeople, {}, actor) },
    {
      query: getPerson,
      by: async (actor: Actor) => ask(getPerson, { personId: await idOf(amara) }, actor),
    },
  ];
  const readings = kinds.flatMap((kind) =>
    questions.map(({ query, by }) => ({ kind, name: query.name, allow: query.allow, by })),
  );
  test.each(readings)('$kind × $name goes by the permission table', async ({ kind, allow, by }) => {
    const actor = (await everyKindOfActor())[kind];
    if (can(actor, allow)) await expect(by(actor)).resolves.toBeTruthy();
    else await expect(by(actor)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('administrators alone look after people', () => {
    expect([permissions['person:read'], permissions['person:disable']]).toEqual([['admin'], ['admin']]);
  });
});

describe('disabling', () => {
  test('ends every session at once, spoils their links, releases held requests, and is told to the audit', async () => {
    const personId = await idOf(priya);
    const tokens = [createSecret(), createSecret()];
    for (const token of tokens) await openSession(personId, token, 'demo');
    await db().verificationToken.create({
      data: { identifier: priya, token: 'hash', expires: new Date(Date.now() + 60_000) },
    });
    await holdRequest('open', 'awaiting_support');
    await holdRequest('closed', 'declined');
    const asked = await ask(getPerson, { personId }, await actAs(admin));
    expect(asked.impact).toMatchObject({ openSessions: 2, held: { total: 1 }, apiKeys: 0 });

    await runOrThrow(disablePerson, { personId, reason }, await actAs(admin));

    for (const token of tokens) expect(await findActor(token)).toBeNull();
    expect([await db().session.count(), await db().verificationToken.count()]).toEqual([0, 0]);
    const holders = await db().request.findMany({
      orderBy: { id: 'asc' },
      select: { id: true, assigneeId: true },
    });
    expect(holders).toEqual([
      { id: 'closed', assigneeId: personId },
      { id: 'open', assigneeId: null },
    ]);
    expect(await lastEvent()).toMatchObject({
      event: 'person.disabled',
      subjectId: personId,
      actorName: '佐藤 遥',
      details: { reason, sessionsEnded: 2, requestsReleased: 1 },
    });
  });

  test('nobody disables themselves, nor another account of theirs', async () => {
    const me = await actAs(admin);
    const own = await run(disablePerson, { personId: me.id, reason }, me);
    await runOrThrow(linkAccounts, { personId: me.id, otherEmail: secondAdmin }, me);
    const other = await run(disablePerson, { personId: 'second', reason }, me);
    for (const result of [own, other])
      expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(await db().person.count({ where: { disabledAt: { not: null } } })).toBe(0);
  });

  test('of two administrators who disable each other at once, one remains', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [first, second] = [await actAs(admin), await actAs(secondAdmin)];
      const results = await Promise.all([
        run(disablePerson, { personId: second.id, reason }, first),
        run(disablePerson, { personId: first.id, reason }, second),
      ]);
      expect(results.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual([
        'done',
        'unauthenticated',
      ]);
      expect(await db().person.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
      await db().person.updateMany({ data: { disabledAt: null } });
    }
  });

  test('of twenty at once one succeeds, and the others are told who it was', async () => {
    const [first, second] = [await actAs(admin), await actAs(secondAdmin)];
    const personId = await idOf(priya);
    const before = await db().auditEvent.count();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        run(disablePerson, { personId, reason }, index % 2 ? first : second),
      ),
    );
    const lost = results.flatMap((result) => (result.ok ? [] : [result.error]));
    expect(lost.length).toBe(19);
    const winner = (await lastEvent()).actorName;
    for (const { code, message } of lost)
      expect([code, message]).toEqual(['state_conflict', `பிரியா ராமன் was disabled already by ${winner}.`]);
    expect(await db().auditEvent.count()).toBe(before + 1);
  });

  test.each(['', '  ', 'x', 'a\u0000b', 'a'.repeat(501)])(
    'the reason %j is refused at its field',
    async (text) => {
      const result = await run(
        disablePerson,
        { personId: await idOf(priya), reason: text },
        await actAs(admin),
      );
      expect(result.ok ? {} : result.error.fields).toHaveProperty('reason');
    },
  );
});

describe('enabling', () => {
  test('lets somebody sign in again, without bringing former sessions back', async () => {
    const personId = await idOf(priya);
    await runOrThrow(disablePerson, { personId, reason }, await actAs(admin));
    await db().session.create({
      data: { sessionToken: 'slipped in', userId: personId, expires: new Date(Date.now() + 60_000) },
    });
    await runOrThrow(enablePerson, { personId, reason: 'Came back' }, await actAs(admin));
    expect(await db().session.count()).toBe(0);
    const token = createSecret();
    await openSession(personId, token, 'demo');
    expect(await findActor(token)).toMatchObject({ email: priya });
  });

  test('somebody who is enabled stays as they are', async () => {
    const result = await run(enablePerson, { personId: await idOf(amara), reason }, await actAs(admin));
    expect(result).toMatchObject({ ok: false, error: { code: 'state_conflict' } });
  });
});

describe('linking', () => {
  test('makes every account of both sides one human, whichever case the address is written in', async () => {
    const me = await actAs(admin);
    const [a, b] = [await idOf(amara), await idOf('li.na@example.test')];
    await runOrThrow(linkAccounts, { personId: a, otherEmail: 'Li.Na@Example.Test' }, me);
    await runOrThrow(linkAccounts, { personId: await idOf(priya), otherEmail: amara }, me);
    const humans = await db().person.findMany({
      where: { email: { in: [amara, 'li.na@example.test', priya] } },
    });
    expect(new Set(humans.map(({ humanId }) => humanId)).size).toBe(1);
    const { otherAccounts } = await ask(getPerson, { personId: b }, me);
    expect(otherAccounts.map(({ email }) => email)).toEqual([amara, priya]);
    expect(await lastEvent()).toMatchObject({ event: 'person.accounts_linked', details: { accounts: 3 } });
  });

  test('refuses the same account, an address that nobody has, and a link that is there', async () => {
    const me = await actAs(admin);
    const personId = await idOf(amara);
    const same = await run(linkAccounts, { personId, otherEmail: amara }, me);
    const nobody = await run(linkAccounts, { personId, otherEmail: 'nobody@example.test' }, me);
    await runOrThrow(linkAccounts, { personId, otherEmail: priya }, me);
    const again = await run(linkAccounts, { personId, otherEmail: priya }, me);
    expect([same, nobody, again].map((each) => (each.ok ? 'done' : each.error.code))).toEqual([
      'invalid_input',
      'invalid_input',
      'state_conflict',
    ]);
  });
});

test.each(['', '\u0000', 'nobody', "' OR 1=1", '\ud800', 'a'.repeat(5_000)])(
  'no person has the id %j',
  async (personId) => {
    const asked = ask(getPerson, { personId }, await actAs(admin));
    await expect(asked).rejects.toSatisfy(({ code }) => ['not_found', 'invalid_input'].includes(code));
  },
);

describe('listing', () => {
  const find = async (input: Record<string, unknown>) =>
    (await ask(listPeople, input, await actAs(admin))).rows.map(({ email }) => email).sort();

  test('filters by role, organization, state and words in any script', async () => {
    await db().person.update({ where: { email: amara }, data: { disabledAt: new Date() } });
    expect(await find({ role: 'support' })).toEqual([priya, 'tomas.novak@example.test']);
    expect(await find({ organization: 'acme' })).toEqual([amara, 'li.na@example.test']);
    expect(await find({ state: 'disabled' })).toEqual([amara]);
    expect(await find({ organization: 'acme', state: 'enabled' })).toEqual(['li.na@example.test']);
    expect(await find({ text: 'соколов' })).toEqual(['dmitri.sokolov@example.test']);
    expect(await find({ text: '%' }), 'a wildcard is a character').toEqual([]);
    expect(await find({ text: 'l_n' })).toEqual([]);
    const everyone = await db().person.count();
    expect(await find({ text: 'a\u0000', role: 'robot', page: 'x' })).toHaveLength(everyone);
  });

  test('shows twenty-five a page, each person on one page', async () => {
    await db().person.createMany({
      data: Array.from({ length: 30 }, (_, index) => ({
        id: `many${index}`,
        humanId: `many${index}`,
        email: `many${index}@example.test`,
        name: 'Same Name',
        role: 'customer' as const,
      })),
    });
    const total = await db().person.count();
    const actor = await actAs(admin);
    const first = await ask(listPeople, {}, actor);
    const second = await ask(listPeople, { cursor: first.next }, actor);
    expect([first, second].map(({ rows }) => rows.length)).toEqual([25, total - 25]);
    expect(new Set([first, second].flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(total);
    const back = await ask(listPeople, { cursor: second.previous }, actor);
    expect(back.rows).toEqual(first.rows);
    await db().person.deleteMany({ where: { id: { startsWith: 'many' } } });
  });
});

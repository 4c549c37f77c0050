import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { closeDb, databaseUrl, db } from '../db/client';
import { databaseNow, transaction } from '../db/transaction';
import { configure } from '../env';
import { databaseOf } from '../provisioning';
import { asSuperuser, useControlDatabase, withDatabase } from '../testing/database';
import { appendEvent } from './append-event';
import { genesisHash, hashLink } from './audit-event';
import { listAuditEvents } from './list-events';
import { verifyChain } from './verify-chain';

useControlDatabase();

const append = (id: string) =>
  transaction(async (tx) => {
    const entry = { event: 'thing.happened', subject: { type: 'thing', id } };
    await appendEvent(tx, systemActor('test'), entry, await databaseNow(tx));
  });

let chainUrl = '';
beforeAll(async () => {
  for (const id of ['a', 'b', 'c', 'd', 'e']) await append(id);
  chainUrl = databaseUrl();
});

/** Each test has the five events in a database of its own, and may do to it whatever a superuser may. */
beforeEach(async () => {
  await closeDb();
  const name = `audit_${performance.now().toString(36).replace('.', '')}`;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE ${databaseOf(chainUrl)} STRATEGY file_copy`);
  configure({ DATABASE_URL: withDatabase(chainUrl, name) });
  return async () => {
    await closeDb();
    await asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`);
    configure({ DATABASE_URL: chainUrl });
  };
});

const sql = (text: string) => asSuperuser(text, [], databaseOf(databaseUrl()));
const broken = async () => (await verifyChain()).broken;

/** The row of a forged event that is whole in itself: its hash is right, and so is that of the event before it. */
async function forge(change: { seq?: bigint; at?: string; previousHash?: string; hash?: string } = {}) {
  const head = await db().auditHead.findUniqueOrThrow({ where: { id: 1 } });
  const link = {
    seq: change.seq ?? head.seq + 1n,
    at: new Date(change.at ?? (await databaseNow(db()))),
    actorId: null,
    actorName: 'nobody',
    actorRole: 'system',
    event: 'thing.forged',
    subjectType: 'thing',
    subjectId: 'f',
    organizationId: null,
    details: {},
    previousHash: change.previousHash ?? head.hash,
  };
  const at = Number.isNaN(link.at.getTime()) ? change.at : link.at.toISOString();
  const { seq, previousHash } = link;
  const texts = [at, link.actorName, link.actorRole, link.event, link.subjectType, link.subjectId];
  const row = [seq, ...texts.map((text) => pg.escapeLiteral(text ?? '')), "'{}'"].join();
  return `(${row}, '${previousHash}', '${change.hash ?? hashLink(link)}')`;
}
const columns =
  '("seq", "at", "actorName", "actorRole", "event", "subjectType", "subjectId", "details", "previousHash", "hash")';
const insert = (...rows: string[]) => `INSERT INTO public."AuditEvent" ${columns} VALUES ${rows.join()}`;
const hour = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** Ways to add to the audit, each as the statements of one session. */
const additions: [string, () => Promise<string>][] = [
  ['the number 0', async () => insert(await forge({ seq: 0n }))],
  ['a number below 0', async () => insert(await forge({ seq: -7n }))],
  ['the number after the next', async () => insert(await forge({ seq: 7n }))],
  ['a number far above the head', async () => insert(await forge({ seq: 9_000_000_000_000n }))],
  [
    'the next number with another previous hash',
    async () => insert(await forge({ previousHash: genesisHash })),
  ],
  ['the next number with a hash that is none', async () => insert(await forge({ hash: 'x' }))],
  ['a time two hours ago', async () => insert(await forge({ at: ago(2 * hour) }))],
  ['a time to come', async () => insert(await forge({ at: ago(-2 * hour) }))],
  ['no time at all', async () => insert(await forge({ at: 'infinity' }))],
  [
    'two in one statement',
    async () => insert(await forge(), await forge({ seq: 7n, previousHash: genesisHash })),
  ],
];

describe('whoever may write to the tables is refused', () => {
  test.each(additions)('%s', async (_name, statement) => {
    await expect(sql(await statement())).rejects.toMatchObject({ code: '42501' });
    expect(await broken()).toBeNull();
    await append('after');
    expect(await broken()).toBeNull();
  });
  test.each([
    ['the head moved on', `UPDATE "AuditHead" SET "seq" = 9`],
    ['the head moved back', `UPDATE "AuditHead" SET "seq" = 4`],
    ['the head under another hash', `UPDATE "AuditHead" SET "hash" = repeat('1', 64)`],
    ['a second head', `INSERT INTO "AuditHead" VALUES (2, 9, repeat('1', 64))`],
    ['another head', `INSERT INTO "AuditHead" VALUES (1, 9, '') ON CONFLICT (id) DO UPDATE SET "seq" = 9`],
    [
      'an event that takes the place of one',
      `INSERT INTO "AuditEvent" SELECT * FROM "AuditEvent" LIMIT 1
      ON CONFLICT ("seq") DO UPDATE SET "actorName" = 'nobody'`,
    ],
    ['the events of another chain', `INSERT INTO "AuditEvent" SELECT * FROM "AuditEvent"`],
  ])('%s', async (_name, statement) => {
    await expect(sql(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(sql(`SET session_replication_role = replica; ${statement}`)).rejects.toMatchObject({
      code: '42501',
    });
    expect(await broken()).toBeNull();
  });
  test('a table of the session is not taken for the head', async () => {
    const shadow = `CREATE TEMP TABLE "AuditHead" AS SELECT 1 AS id, 8::bigint AS seq, '${genesisHash}'::text AS hash`;
    const row = await forge({ seq: 9n, previousHash: genesisHash });
    await expect(sql(`${shadow}; ${insert(row)}`)).rejects.toMatchObject({ code: '42501' });
  });
  test('the next event is let in, and the head goes along', async () => {
    await sql(insert(await forge()));
    expect(await verifyChain()).toMatchObject({ events: 6, head: { seq: '6' }, broken: null });
  });
  test('a program of the release before, which moves the head itself, goes on working', async () => {
    await transaction(async (tx) => {
      await appendEvent(
        tx,
        systemActor('test'),
        { event: 'a.b', subject: { type: 'c', id: 'd' } },
        await databaseNow(tx),
      );
      const head = await tx.auditHead.findUniqueOrThrow({ where: { id: 1 } });
      await tx.auditHead.update({ where: { id: 1 }, data: head });
    });
    expect(await broken()).toBeNull();
  });
});

const around = (statement: string) => {
  const each = (what: string) =>
    `ALTER TABLE "AuditEvent" ${what} TRIGGER USER; ALTER TABLE "AuditHead" ${what} TRIGGER USER`;
  const always = `DO $$ DECLARE t record; BEGIN FOR t IN SELECT tgname, tgrelid::regclass AS r FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN ('"AuditEvent"'::regclass, '"AuditHead"'::regclass) LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', t.r, t.tgname); END LOOP; END $$`;
  return `${each('DISABLE')}; ${statement}; ${always}`;
};

describe('whoever goes round the triggers is found', () => {
  test.each(additions)('%s', async (_name, statement) => {
    await sql(around(await statement()));
    expect(await broken()).toMatch(/event|chain/);
  });
  test.each([0n, -7n, 6n, 7n])(
    'the page says that an event of the number %s is none of the chain',
    async (seq) => {
      await sql(around(insert(await forge({ seq }))));
      const actor = { ...systemActor('test'), kind: 'system' as const };
      const list = await listAuditEvents.run({ input: listAuditEvents.input.parse({}), actor });
      expect(list).toMatchObject({ outside: 1, total: { value: 5 } });
      expect(list.rows.map((row) => row.event)).not.toContain('thing.forged');
    },
  );
  test.each([
    [
      'a number that stands there twice',
      'there twice',
      `ALTER TABLE "AuditEvent" DROP CONSTRAINT "AuditEvent_pkey"; INSERT INTO "AuditEvent" SELECT * FROM "AuditEvent" WHERE seq = 3`,
    ],
    [
      'a table that lends its rows',
      'event -3 stands outside',
      `CREATE TABLE more () INHERITS ("AuditEvent"); INSERT INTO more SELECT -3, "at", NULL, 'x', 'x', 'x', 'x', 'x', NULL, '{}', '', '' FROM "AuditEvent" LIMIT 1`,
    ],
    ['an empty table that could lend rows', 'inherits rows', `CREATE TABLE more () INHERITS ("AuditEvent")`],
    [
      'a column that is not hashed',
      'columns of the table',
      `ALTER TABLE "AuditEvent" ADD COLUMN note text DEFAULT 'forged'`,
    ],
    ['a policy that hides rows', 'row security is on', `ALTER TABLE "AuditEvent" ENABLE ROW LEVEL SECURITY`],
    [
      'a rule that swallows events',
      'a rule rewrites',
      `CREATE RULE swallow AS ON INSERT TO "AuditEvent" DO INSTEAD NOTHING`,
    ],
    [
      'a view in the place of the table',
      'no plain table',
      `ALTER TABLE "AuditEvent" RENAME TO kept; CREATE VIEW "AuditEvent" AS SELECT * FROM kept`,
    ],
    [
      'a trigger that is not ours',
      'that is not ours',
      `CREATE TRIGGER mine BEFORE INSERT ON "AuditEvent" EXECUTE FUNCTION "refuse_change"()`,
    ],
    ['a trigger that is gone', 'is missing', `DROP TRIGGER "audit_event_is_the_next" ON "AuditEvent"`],
    [
      'a function that does nothing',
      'was replaced',
      `CREATE OR REPLACE FUNCTION "let_next_event_in"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    ],
    ['a second head', '2 heads', `INSERT INTO "AuditHead" VALUES (2, 9, repeat('1', 64))`],
    ['no head', '0 heads', `DELETE FROM "AuditHead"`],
    ['a head further on', 'its head says 9', `UPDATE "AuditHead" SET seq = 9`],
    [
      'a row that the index does not list',
      'event 3 is there twice',
      `UPDATE pg_index SET indisready = false, indislive = false WHERE indrelid = '"AuditEvent"'::regclass; INSERT INTO "AuditEvent" SELECT * FROM "AuditEvent" WHERE seq = 3; UPDATE pg_index SET indisready = true, indislive = true WHERE indrelid = '"AuditEvent"'::regclass`,
    ],
  ])('%s', async (_name, words, statement) => {
    await sql(around(statement));
    expect(await broken()).toContain(words);
  });
  test('triggers that are disabled, or not always enabled, are told though the chain holds', async () => {
    await sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER "audit_event_is_the_next"`);
    expect(await broken()).toContain(
      '"audit_event_is_the_next" on the table "AuditEvent" is not always enabled',
    );
  });
  test('a whole chain of another installation is found by a head that was kept', async () => {
    const own = await verifyChain();
    await sql(
      around(`DELETE FROM "AuditEvent" WHERE seq > 3;
      UPDATE "AuditHead" SET seq = 3, hash = (SELECT hash FROM "AuditEvent" WHERE seq = 3)`),
    );
    for (const id of ['x', 'y', 'z']) await append(id);
    expect((await verifyChain()).broken).toBeNull();
    const kept = { seq: BigInt(own.head.seq), hash: own.head.hash };
    expect((await verifyChain(kept)).broken).toContain('recorded elsewhere');
  });
});

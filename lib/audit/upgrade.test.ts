import { expect, test } from 'vitest';
import { systemActor } from '../access/actor';
import { closeDb, db } from '../db/client';
import { migrate } from '../db/migrate';
import { databaseNow, transaction } from '../db/transaction';
import { configure } from '../env';
import { asSuperuser, createDatabase } from '../testing/database';
import { appendEvent } from './append-event';
import { genesisHash, hashLink } from './audit-event';
import { verifyChain } from './verify-chain';

/** As the release before wrote it: any number was let in, and the program moved the head. */
async function appendAsBefore(seq: bigint, previousHash: string, moves: boolean): Promise<string> {
  const link = {
    seq,
    at: new Date('2026-01-02T03:04:05.678Z'),
    actorId: null,
    actorName: 'system',
    actorRole: 'system',
    event: 'thing.happened',
    subjectType: 'thing',
    subjectId: 'a',
    organizationId: null,
    details: { count: 3 },
    previousHash,
  };
  const hash = hashLink(link);
  await db().auditEvent.create({ data: { ...link, hash } });
  if (moves) await db().auditHead.update({ where: { id: 1 }, data: { seq, hash } });
  return hash;
}

const append = () =>
  transaction(async (tx) => {
    const entry = { event: 'thing.happened', subject: { type: 'thing', id: 'b' } };
    await appendEvent(tx, systemActor('test'), entry, await databaseNow(tx));
  });

test('a database of the release before keeps its chain, and what was added to it is found and can be removed', async () => {
  const { url, name, drop } = await createDatabase();
  try {
    await migrate(url, '20261130023000_say_who_is_in_the_way');
    configure({ DATABASE_URL: url });
    const first = await appendAsBefore(1n, genesisHash, true);
    const second = await appendAsBefore(2n, first, true);
    expect(await migrate(url)).toContain('20261130070000_let_only_the_next_event_in');
    expect(await verifyChain()).toMatchObject({ events: 2, broken: null });
    await append();
    expect(await verifyChain()).toMatchObject({ events: 3, broken: null });

    const everyTrigger = (what: string) => `ALTER TABLE "AuditEvent" ${what} TRIGGER USER`;
    await asSuperuser(everyTrigger('DISABLE'), [], name);
    await appendAsBefore(-1n, second, false);
    await appendAsBefore(4n, second, false);
    const always = ['is_append_only', 'is_the_next', 'moves_head'].map((end) => `audit_event_${end}`);
    const enable = () =>
      asSuperuser(
        always.map((each) => `ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER ${each}`).join(';'),
        [],
        name,
      );
    await enable();
    expect((await verifyChain()).broken).toBe('event -1 stands outside of the chain, which goes from 1 to 3');
    await expect(append()).rejects.toThrow();

    await asSuperuser(
      `${everyTrigger('DISABLE')};
       DELETE FROM "AuditEvent" WHERE "seq" < 1 OR "seq" > (SELECT "seq" FROM "AuditHead")`,
      [],
      name,
    );
    await enable();
    await append();
    expect(await verifyChain()).toMatchObject({ events: 4, broken: null });
  } finally {
    await closeDb();
    await drop();
  }
});

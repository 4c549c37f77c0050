import { beforeAll, describe, expect, test } from 'vitest';
import type { PersonActor } from '../access/actor';
import { db } from '../db/client';
import { listNotices } from '../notices/list-notices';
import { listPeople } from '../people/list-people';
import { listRequests } from '../requests/list-requests';
import { useControlDatabase } from '../testing/database';
import { createPerson } from '../testing/world';
import { ask } from './query';

useControlDatabase();
let admin: PersonActor;
beforeAll(async () => {
  admin = await createPerson('admin');
});

/** Rows of one moment, so that the id alone tells them apart. */
async function tell(personId: string, from: number, count: number) {
  await db().$executeRaw`
    INSERT INTO "Notice" (id, "personId", subject, text, href, "createdAt")
    SELECT ${personId} || lpad(n::text, 6, '0'), ${personId}, 'Told', 'Told.', '/', '2026-01-01' FROM generate_series(${from}::int, ${from + count - 1}::int) n`;
}

const idsOf = ({ rows }: { rows: readonly { id: string }[] }) => rows.map(({ id }) => id);

describe('a list that is paged by its keys', () => {
  test('shows each row that stays exactly once, while rows come and go, and the way back is the same', async () => {
    const person = await createPerson('support');
    await tell(person.id, 100, 80);
    const first = await ask(listNotices, {}, person);
    await tell(person.id, 900, 10);
    await db().notice.deleteMany({ where: { id: { in: idsOf(first).slice(0, 3) } } });
    const second = await ask(listNotices, { cursor: first.next }, person);
    await db().notice.delete({ where: { id: idsOf(second).at(-1) ?? '' } });
    const third = await ask(listNotices, { cursor: second.next }, person);
    const fourth = await ask(listNotices, { cursor: third.next }, person);
    const seen = [first, second, third, fourth].flatMap(idsOf);
    expect(seen).toEqual(Array.from({ length: 80 }, (_, at) => `${person.id}000${179 - at}`));
    expect(fourth.next).toBeNull();
    const back = await ask(listNotices, { cursor: fourth.previous }, person);
    expect(idsOf(back)).toEqual(idsOf(third));
  });

  test.each([['garbage'], ['eyJhIjoxfQ'], ['']])('refuses the place %j with a sentence', async (cursor) => {
    await expect(ask(listNotices, { cursor }, admin)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { cursor: [expect.stringContaining('first page')] },
    });
  });

  test('refuses a place in another list, and ignores a page’s number', async () => {
    const person = await createPerson('support');
    await tell(person.id, 100, 30);
    const { next } = await ask(listNotices, {}, person);
    await expect(ask(listRequests, { cursor: next }, person)).rejects.toMatchObject({
      fields: { cursor: [expect.any(String)] },
    });
    const first = await ask(listNotices, { page: '2' }, person);
    expect(first.isFirst).toBe(true);
  });

  test('is counted up to 10,000, then estimated as a whole and "more than" where something is chosen', async () => {
    const person = await createPerson('support');
    await tell(person.id, 1, 10_000);
    expect((await ask(listNotices, {}, person)).total).toEqual({ value: 10_000, isExact: true });
    await tell(person.id, 10_001, 1);
    const more = { value: 10_000, isExact: false, isAtLeast: true };
    expect((await ask(listNotices, {}, person)).total).toEqual(more);
    await db().$executeRaw`
      INSERT INTO "Person" (id, email, name, role, "humanId")
      SELECT 'p' || n, 'p' || n || '@example.test', 'Person', 'customer', 'p' || n FROM generate_series(1, 12000) n`;
    await db().$executeRaw`ANALYZE "Person"`;
    expect((await ask(listPeople, {}, admin)).total).toEqual({ value: 12_000, isExact: false });
    expect((await ask(listPeople, { role: 'customer' }, admin)).total).toEqual(more);
  });
});

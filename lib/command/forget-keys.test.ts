import { expect, test } from 'vitest';
import { dayMs } from '../days';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { useControlDatabase } from '../testing/database';
import { forgetKeys } from './forget-keys.handler';

useControlDatabase();

test('keys of forms are forgotten after a week and not before, and the next look is asked for', async () => {
  const now = (await databaseNow(db())).getTime();
  const key = (days: number) => ({
    actorId: 'ada',
    key: `${days} days`,
    command: 'request.submit',
    inputHash: 'h',
    createdAt: new Date(now - days * dayMs),
  });
  await db().idempotencyKey.createMany({ data: [key(0), key(6.9), key(7.1), key(300)] });
  await forgetKeys.deliver({}, { workerId: 'none', signal: new AbortController().signal, isLast: false });
  const left = await db().idempotencyKey.findMany({ orderBy: { createdAt: 'desc' } });
  expect(left.map((each) => each.key)).toEqual(['0 days', '6.9 days']);
  const [next] = await db().$queryRaw<{ wait: number }[]>`
    SELECT extract(epoch FROM run_at - now())::float8 AS wait FROM graphile_worker.jobs WHERE key = 'forget_keys'`;
  expect(next?.wait).toBeGreaterThan(86_000);
});

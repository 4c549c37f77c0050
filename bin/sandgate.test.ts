import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemActor } from '@/lib/access/actor';
import { appendEvent } from '@/lib/audit/append-event';
import { databaseUrl, db } from '@/lib/db/client';
import { databaseNow, transaction } from '@/lib/db/transaction';
import { configure } from '@/lib/env';
import { useControlDatabase } from '@/lib/testing/database';
import { stay } from '@/lib/testing/own-databases';
import { createTenant } from '@/lib/testing/plans';
import { createWorld } from '@/lib/testing/world';
import { main } from './sandgate';

useControlDatabase();

let output = '';
let errors = '';
beforeEach(() => {
  output = '';
  errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    output += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    errors += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const record = (id: string) =>
  transaction(async (tx) =>
    appendEvent(
      tx,
      systemActor('test'),
      { event: 'thing.happened', subject: { type: 'thing', id } },
      await databaseNow(tx),
    ),
  );

describe('usage', () => {
  test('without a command it explains itself and ends with 2', async () => {
    expect(await main([])).toBe(2);
    expect(errors).toContain('verify-audit');
  });
  test('an unknown command is named', async () => {
    expect(await main(['frobnicate'])).toBe(2);
    expect(errors).toContain('There is no command frobnicate.');
  });
  test('an unknown option ends with 2 and shows the usage', async () => {
    expect(await main(['verify-audit', '--haed', 'x'])).toBe(2);
    expect(errors).toContain('--head SEQ:HASH');
  });
  test.each([
    'doctor',
    'verify-audit',
    'reconcile',
    'seed-set import',
    'classify',
    'plan check',
    'snapshot',
    'verify',
  ])('%s has help', async (name) => {
    expect(await main([...name.split(' '), '--help'])).toBe(0);
    expect(output).toContain(`npm run sandgate -- ${name}`);
  });
});

describe('verify-audit', () => {
  test('prints the head, which a later run can be held against', async () => {
    await record('first');
    expect(await main(['verify-audit'])).toBe(0);
    const head = /head (\d+:[0-9a-f]{64})/.exec(output)?.[1] ?? '';
    await record('second');
    expect(await main(['verify-audit', '--head', head])).toBe(0);
    const [seq = '0'] = head.split(':');
    expect(await main(['verify-audit', '--head', `${seq}:${'0'.repeat(64)}`])).toBe(1);
    expect(output).toContain('does not hold');
  });

  test('an edited event is found, and ends with 1', async () => {
    await record('third');
    await db().$executeRaw`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`;
    await db().$executeRaw`UPDATE "AuditEvent" SET "subjectId" = 'forged' WHERE "subjectId" = 'third'`;
    await db().$executeRaw`ALTER TABLE "AuditEvent" ENABLE TRIGGER USER`;
    expect(await main(['verify-audit'])).toBe(1);
    expect(output).toMatch(/event \d+ was changed/);
  });
});

describe('doctor', () => {
  test('names what is missing in sentences, tells no secret, and ends with 1', async () => {
    configure({ CLUSTER_URL: '', SOURCE_URLS: '{"fabrica":"postgres://reader:hidden@127.0.0.1:1/none"}' });
    expect(await main(['doctor'])).toBe(1);
    expect(output).toContain('CLUSTER_URL is not set');
    expect(output).toContain('fabrica: not reachable');
    expect(output).toContain('no worker lives');
    expect(output).not.toContain('hidden');
  });

  test('each database that is a tenant’s own is looked at, and one that was never named is told', async () => {
    const tenant = await createTenant(await createWorld());
    await db().product.update({ where: { id: tenant.productId }, data: { slug: 'stay', definition: stay } });
    configure({ CLUSTER_URL: '', SOURCE_URLS: JSON.stringify({ stay: databaseUrl() }) });
    await main(['doctor']);
    expect(output).toContain('stay, no database: not reachable (Tenants of the product stay are databases');
    const control = decodeURIComponent(new URL(databaseUrl()).pathname.slice(1));
    for (const [database, words] of [
      [control, `stay, ${control}: reachable`],
      ['gone/away', 'stay, gone/away: not reachable (database "gone/away" does not exist)'],
    ] as const) {
      await db().tenant.update({ where: { id: tenant.id }, data: { database } });
      output = '';
      await main(['doctor']);
      expect(output).toContain(words);
    }
  });

  test('a superuser as builder of sandboxes, and databases open to everyone, are called wrong', async () => {
    configure({ CLUSTER_URL: databaseUrl(), SOURCE_URLS: '{}' });
    expect(await main(['doctor'])).toBe(1);
    expect(output).toContain('the role is a superuser');
    expect(output).toMatch(/open to PUBLIC: .*control_/);
    expect(output).toMatch(
      /hint {2}give the web server SANDBOX_SERVER=postgres(ql)?:\/\/[^@ ]+ in place of CLUSTER_URL/,
    );
  });

  test('a pg_dump that is not there is called wrong, and the built-in one is not', async () => {
    configure({ CLUSTER_URL: '', SOURCE_URLS: JSON.stringify({ stay: databaseUrl() }) });
    await main(['doctor']);
    expect(output).toContain('ok    the built-in one is used');
    configure({ CLUSTER_URL: '', SOURCE_URLS: '{}', PG_DUMP: '/nowhere/pg_dump' });
    await main(['doctor']);
    expect(output).toContain('WRONG PG_DUMP is /nowhere/pg_dump, which does not run');
    configure({ PG_DUMP: '' });
  });

  test('dead jobs are listed with what they died of', async () => {
    await db().$executeRaw`SELECT graphile_worker.add_job('run_operation', max_attempts := 1)`;
    await db().$executeRaw`
      UPDATE graphile_worker._private_jobs SET attempts = 1, last_error = 'It did not end within 3 s.'`;
    await main(['doctor']);
    expect(output).toContain('(run_operation) gave up after 1 tries: It did not end within 3 s.');
  });
});

test('a seed set is imported once, and a folder that is none is refused by name', async () => {
  const folder = 'demo/fabrica/seed-sets/onboarding';
  expect(await main(['seed-set', 'import', folder])).toBe(2);
  expect(await main(['seed-set', 'import', folder, '--product', 'nothing'])).toBe(1);
  expect(errors).toContain('nothing');
  expect(await main(['seed-set', 'import', 'docs', '--product', 'fabrica'])).toBe(1);
  expect(errors).toContain('set.json');
});

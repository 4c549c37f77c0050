import pg from 'pg';
import { expect, test } from 'vitest';
import { createId } from '@/lib/ids';
import { addressOf, databaseOf } from '@/lib/provisioning';
import { asSuperuser, clusterSuperuserUrl } from '@/lib/testing/database';
import { judgeLog, type LogSettings, readLogSettings } from './doctor-logs';

const usual: LogSettings = {
  role: 'a"b',
  maySet: false,
  verbosity: 'default',
  leastMessage: 'warning',
  logsParameters: false,
};

test.each([
  ['by its defaults', {}, 'rows that a constraint refuses'],
  ['terse, with errors', { verbosity: 'terse' }, 'values that do not fit their type'],
  ['with parameters', { leastMessage: 'log', logsParameters: true }, 'the parameters of statements'],
  ['without errors', { leastMessage: 'fatal' }, null],
])('a server %s', (_what, settings, kept) => {
  const control = judgeLog('the control database', 'control', { ...usual, ...settings });
  if (kept === null) expect(control).toMatchObject({ isOk: true });
  else {
    expect(control).toMatchObject({ isOk: false, text: expect.stringContaining(kept) });
    expect(control.text).toContain(
      `ALTER ROLE "a""b" SET log_error_verbosity = 'terse'; ALTER ROLE "a""b" SET`,
    );
  }
});

test('a cluster or a source needs one grant, and production’s is advice', () => {
  const grant =
    'GRANT SET ON PARAMETER log_error_verbosity, log_min_messages, log_parameter_max_length TO "a""b"';
  expect(judgeLog('x', 'cluster', usual)).toMatchObject({
    isOk: false,
    text: expect.stringContaining(grant),
  });
  expect(judgeLog('x', 'source', usual)).toMatchObject({
    isAdvice: true,
    text: expect.stringContaining(grant),
  });
  expect(judgeLog('x', 'cluster', { ...usual, maySet: true })).toMatchObject({ isOk: true });
  expect(judgeLog('x', 'control', { ...usual, maySet: true })).toMatchObject({ isOk: false });
});

test('the remedy that is named is one: a role that follows it is found well', async () => {
  const role = `doctor_${createId()}`;
  const quoted = pg.escapeIdentifier(role);
  await asSuperuser(`CREATE ROLE ${quoted} LOGIN PASSWORD 'x'`);
  // The run's own server logs no errors; this role's sessions do, as on a server with PostgreSQL's own settings.
  for (const setting of [`log_min_messages = 'warning'`, `log_error_verbosity = 'default'`])
    await asSuperuser(`ALTER ROLE ${quoted} SET ${setting}`);
  const url = addressOf(clusterSuperuserUrl(), { user: { name: role, password: 'x' } });
  // A cluster that is set up lets nobody into a database whom it does not know.
  await asSuperuser(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(databaseOf(url))} TO ${quoted}`);
  const look = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return judgeLog('x', 'control', await readLogSettings(client));
    } finally {
      await client.end();
    }
  };
  try {
    const before = await look();
    expect(before.isOk).toBe(false);
    await asSuperuser(before.text.split('a superuser runs ')[1] ?? '');
    expect(await look()).toMatchObject({ isOk: true });
  } finally {
    await asSuperuser(`DROP OWNED BY ${quoted}`);
    await asSuperuser(`DROP ROLE ${quoted}`);
  }
});

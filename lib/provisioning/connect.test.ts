import net from 'node:net';
import { escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSuperuser, createDatabase } from '../testing/database';
import type { Side } from './conditions/condition';
import { lossOf, openConnection, withConnection } from './connect';
import { ProvisioningError } from './provisioning-error';

const password = 'a-password-that-is-never-shown';
const role = `reader_${process.pid}`;
let database: Awaited<ReturnType<typeof createDatabase>>;

beforeAll(async () => {
  database = await createDatabase();
  await asSuperuser(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
});

afterAll(async () => {
  await database.drop();
  await asSuperuser(`DROP ROLE ${role}`);
});

/** The address of the test's role, changed. */
function address(change: (url: URL) => void = () => undefined): string {
  const url = new URL(database.url);
  url.username = role;
  url.password = password;
  change(url);
  return url.href;
}

const options = (side: Side) => ({ side, applicationName: 'sandgate' }) as const;

async function refusal(url: string, side: Side = 'source'): Promise<ProvisioningError> {
  const opened = await openConnection(url, options(side)).catch((thrown: unknown) => thrown);
  if (!(opened instanceof ProvisioningError)) throw new Error('the session was opened');
  const words = `${opened.message} ${opened.remedy} ${opened.aside ?? ''}`;
  expect(words).not.toContain(password);
  expect(opened.message).not.toMatch(new RegExp(`${role}|${database.name}|127\\.0\\.0\\.1|localhost`));
  return opened;
}

describe('a session that cannot be opened says why and who can help', () => {
  test.each<[string, (url: URL) => void, string, RegExp]>([
    ['wrong password', (url) => (url.password = 'wrong'), 'rights_missing', /role and password/],
    ['no password', (url) => (url.password = ''), 'rights_missing', /the address holds none/],
    ['no database', (url) => (url.pathname = '/nowhere'), 'source_unreachable', /no such database/],
    ['no TLS', (url) => (url.search = '?sslmode=require'), 'address_unfit', /asks for TLS .* does not offer/],
    ['closed port', (url) => (url.port = '1'), 'source_unreachable', /nothing listens at its port/],
    ['no host', (url) => (url.hostname = 'nowhere.invalid'), 'source_unreachable', /host name .* be found/],
    ['no certificate', (url) => (url.search = '?sslrootcert=/nowhere'), 'address_unfit', /asks for TLS|file/],
  ])('%s', async (_case, change, code, words) => {
    const error = await refusal(address(change));
    expect(error.message).toMatch(words);
    expect([code, 'source_unreachable']).toContain(error.code);
  });

  test('the host, the database and the role are told to operators alone', async () => {
    const error = await refusal(address((url) => (url.pathname = '/nowhere')));
    expect(error.aside).toMatch(new RegExp(`port \\d+, database "nowhere", role "${role}"`));
  });

  test('what is no URL', async () => {
    for (const text of ['', 'host=db password=x', 'http://['])
      expect(await refusal(text)).toMatchObject({
        code: 'address_unfit',
        message: 'The address of the production server is no PostgreSQL URL.',
      });
  });

  test('limits of a role and of a database', async () => {
    await asSuperuser(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    expect((await refusal(address())).message).toMatch(/role of the address has as many sessions/);
    await asSuperuser(`ALTER ROLE ${role} CONNECTION LIMIT -1`);
    await asSuperuser(`ALTER DATABASE ${escapeIdentifier(database.name)} CONNECTION LIMIT 0`);
    expect((await refusal(address())).message).toMatch(/database has as many sessions/);
    await asSuperuser(`ALTER DATABASE ${escapeIdentifier(database.name)} CONNECTION LIMIT -1`);
  });

  test('a role that may not sign in, a database that admits nobody, and one that the role may not enter', async () => {
    await asSuperuser(`ALTER ROLE ${role} NOLOGIN`);
    expect((await refusal(address())).message).toMatch(/may not sign in/);
    await asSuperuser(`ALTER ROLE ${role} LOGIN`);
    const name = escapeIdentifier(database.name);
    await asSuperuser(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
    expect((await refusal(address())).message).toMatch(/may not connect to this database/);
    await asSuperuser(`GRANT CONNECT ON DATABASE ${name} TO PUBLIC`);
    await asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    expect((await refusal(address())).message).toMatch(/takes no connections/);
    await asSuperuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
  });
});

describe('settings that a role or database has of its own', () => {
  test('time-outs are lifted and a target that is read-only by default is written', async () => {
    const limits = ['transaction_timeout', 'idle_session_timeout', 'idle_in_transaction_session_timeout'];
    for (const name of limits) await asSuperuser(`ALTER ROLE ${role} SET ${name} = '9s'`);
    await asSuperuser(`ALTER ROLE ${role} SET statement_timeout = '9s'`);
    await asSuperuser(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
    const shown = await withConnection(address(), options('target'), (client) =>
      client.query(
        `SELECT name, setting FROM pg_settings WHERE name = ANY ($1) OR name = 'default_transaction_read_only'`,
        [limits],
      ),
    );
    await asSuperuser(`ALTER ROLE ${role} RESET ALL`);
    const settings = Object.fromEntries(shown.rows.map(({ name, setting }) => [name, setting]));
    expect(settings).toEqual({
      transaction_timeout: '0',
      idle_session_timeout: '0',
      idle_in_transaction_session_timeout: '0',
      default_transaction_read_only: 'off',
    });
  });

  test.each([
    ['idle_session_timeout', 'connection_lost'],
    ['idle_in_transaction_session_timeout', 'time_exceeded'],
    ['transaction_timeout', 'time_exceeded'],
  ])('%s ends a session: the setting is named', async (name, code) => {
    const ended = withConnection(address(), options('source'), async (client) => {
      await client.query('BEGIN');
      if (name === 'idle_session_timeout') await client.query('COMMIT');
      const error = new Promise((resolve) => client.once('error', resolve));
      await client.query(`SELECT set_config('${name}', '100ms', ${name === 'transaction_timeout'})`);
      throw await error;
    });
    await expect(ended).rejects.toMatchObject({ code, message: expect.stringContaining(name) });
  });

  test('an administrator ends a session', async () => {
    const ended = withConnection(address(), options('source'), async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const waiting = client.query('SELECT pg_sleep(600)');
      waiting.catch(() => undefined);
      await asSuperuser('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      return waiting;
    });
    await expect(ended).rejects.toMatchObject({
      code: 'connection_lost',
      message: expect.stringContaining('ended by an administrator of the production server'),
    });
  });

  const ended = {
    code: 'connection_lost',
    message: expect.stringContaining('ended by an administrator of the production server'),
  };

  test('the end of a session is told where what cleans up after it fails as well', async () => {
    const cleaned = withConnection(database.url, options('source'), async (client) => {
      try {
        await client.query('SELECT pg_terminate_backend(pg_backend_pid())');
      } finally {
        await client.query('ROLLBACK');
      }
    });
    await expect(cleaned).rejects.toMatchObject(ended);
  });

  test('the end of a session that has nothing to do is told by its next statement', async () => {
    const next = withConnection(database.url, options('source'), async (client) => {
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await asSuperuser('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
      await expect.poll(() => lossOf(client)).toBeTruthy();
      await client.query('SELECT 1');
    });
    await expect(next).rejects.toMatchObject(ended);
  });
});

/** A pooler, as far as a client sees it before its first statement; `answer` follows the startup packet. */
async function withPooler(answer: Buffer, use: (url: string) => Promise<void>): Promise<void> {
  const pooler = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(answer));
  });
  await new Promise<void>((resolve) => pooler.listen(0, '127.0.0.1', resolve));
  const { port } = pooler.address() as net.AddressInfo;
  try {
    await use(`postgres://${role}:${password}@127.0.0.1:${port}/app`);
  } finally {
    await new Promise((resolve) => pooler.close(resolve));
  }
}

/** A message of the protocol: its letter, its length, its fields. */
function message(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

describe('a connection pooler before the source', () => {
  test('that refuses the settings of a session', async () => {
    const fields = 'SFATAL\0C08P01\0Munsupported startup parameter: options\0\0';
    await withPooler(message('E', Buffer.from(fields)), async (url) => {
      const error = await refusal(url);
      expect(error).toMatchObject({ code: 'address_unfit' });
      expect(error.message).toMatch(/^A connection pooler stands before the production server/);
      expect(error.remedy).toMatch(/server’s own host and port/);
    });
  });

  test('that drops them in silence', async () => {
    const welcome = Buffer.concat([
      message('R', Buffer.alloc(4)),
      message('S', Buffer.from('server_version\x0015.20\0')),
      message('S', Buffer.from('default_transaction_read_only\0off\0')),
      message('Z', Buffer.from('I')),
    ]);
    await withPooler(welcome, async (url) => {
      const error = await refusal(url);
      expect(error.code).toBe('address_unfit');
      expect(error.message).toMatch(/^A connection pooler .* dropped the settings/);
    });
  });
});

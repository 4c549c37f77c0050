import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asSuperuser, createDatabase } from '../database';
import { type Fault, type FaultProxy, openFaultProxy } from './fault-proxy';

let database: Awaited<ReturnType<typeof createDatabase>>;
const proxies: FaultProxy[] = [];

beforeEach(async () => {
  database = await createDatabase();
  await asSuperuser('CREATE TABLE told (n int)', [], database.name);
});
afterEach(async () => {
  await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  await database.drop();
});

async function open(fault?: Fault) {
  const proxy = await openFaultProxy(database.url, fault);
  proxies.push(proxy);
  return proxy;
}

async function connect(proxy: FaultProxy): Promise<Client> {
  const client = new Client(proxy.through(database.url));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

const told = () => asSuperuser<{ n: number }>('SELECT n FROM told ORDER BY n', [], database.name);

/** Tells three numbers, each in a transaction of its own, until the connection fails. */
async function tellThree(proxy: FaultProxy): Promise<number> {
  const client = await connect(proxy);
  let done = 0;
  try {
    for (; done < 3; done += 1) await client.query('INSERT INTO told VALUES ($1)', [done + 1]);
  } catch {
    return done;
  } finally {
    await client.end().catch(() => undefined);
  }
  return done;
}

it('passes everything on without a fault, and counts a statement with parameters as one', async () => {
  const proxy = await open();
  const client = await connect(proxy);
  const signedIn = proxy.count();
  const { rows } = await client.query('SELECT repeat($1, 3000000) AS long', ['é']);
  expect(rows[0].long).toHaveLength(3_000_000);
  await client.query('SELECT 1');
  expect(proxy.count() - signedIn).toBe(2);
  await client.end();
  expect(proxy.struck()).toBeNull();
});

it.each(['reset', 'close'] as const)(
  'breaks one session before the server has the piece, by %s',
  async (how) => {
    const counting = await open();
    expect(await tellThree(counting)).toBe(3);
    await asSuperuser('TRUNCATE told', [], database.name);
    // The last piece is the farewell, the one before it the third number.
    const at = counting.count() - 1;
    const proxy = await open({ at, when: 'unsent', how });
    expect(await tellThree(proxy)).toBe(2);
    expect(proxy.struck()).toBe('S');
    expect(await told()).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await tellThree(proxy)).toBe(3);
  },
);

it('breaks one session once the server has done what it was asked, and nobody was told', async () => {
  const counting = await open();
  await tellThree(counting);
  await asSuperuser('TRUNCATE told', [], database.name);
  const proxy = await open({ at: counting.count() - 1, when: 'unanswered', how: 'reset' });
  expect(await tellThree(proxy)).toBe(2);
  expect(await told()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

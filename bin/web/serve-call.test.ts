import { once } from 'node:events';
import { createServer, request as httpRequest, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, expect, test } from 'vitest';
import { mintKey } from '@/lib/credentials/mint-key';
import { configure } from '@/lib/env';
import { noteKeyOwner } from '@/lib/gateway/callers/key-owners';
import { front } from './front';

/** A web server whose Next.js answers when it is told to; what it has begun with, in order. */
let server: Server;
let port: number;
let begun: string[] = [];
let endings: (() => void)[] = [];
/** Calls that have reached the server, whether or not their turn has come. */
let arrived = 0;

afterAll(() => configure({ CALL_PLACES: '', CALLS_WAITING: '', CALLS_PER_MINUTE: '' }));
afterEach(() => {
  for (const end of endings) end();
  server.closeAllConnections();
  server.close();
});

/** Serves two calls at once, and lets three of each organization wait. */
async function listen(callsPerMinute = 6_000): Promise<void> {
  [begun, endings, arrived] = [[], [], 0];
  configure({ CALL_PLACES: '2', CALLS_WAITING: '3', CALLS_PER_MINUTE: String(callsPerMinute) });
  server = createServer(
    front(async (request, response) => {
      begun.push(String(request.headers['x-call']));
      await new Promise<void>((resolve) => endings.push(resolve));
      if (request.headers['x-call'] === 'fails') throw new Error('Nobody foresaw this.');
      response.end('[]');
    }),
  ).listen(0, '127.0.0.1');
  server.on('request', () => {
    arrived += 1;
  });
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
}

/** A key that has opened its sandbox before, so that its calls are its organization's. */
function knownKey(organizationId: string, sandboxId: string): string {
  const { key, hash } = mintKey('fab');
  noteKeyOwner(hash, { organizationId, sandboxId });
  return key;
}

type Answer = { status: number; retryAfter: string | undefined; code: string | undefined };

/** Calls a sandbox; `name` is what `begun` will hold. */
function call(name: string, key: string, scheme: 'bearer' | 'x-api-key' = 'bearer'): Promise<Answer> {
  const credentials = scheme === 'bearer' ? { authorization: `Bearer ${key}` } : { 'x-api-key': key };
  return new Promise((resolve, reject) => {
    const path = '/s/acme/api/v1/records/parts';
    const headers = { 'x-call': name, ...credentials };
    const sent = httpRequest({ port, host: '127.0.0.1', path, headers, agent: false }, async (response) => {
      let text = '';
      for await (const each of response.setEncoding('utf8')) text += each;
      const { code } = response.statusCode === 200 ? {} : JSON.parse(text);
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], code });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Ends the call that was begun first, and waits until the next has begun. */
async function endOne(): Promise<void> {
  const count = begun.length;
  endings.shift()?.();
  await expect.poll(() => begun.length).toBe(count + 1);
}

/** Ends every call as soon as it has begun, until these are answered, and resolves with their statuses. */
async function endAll(calls: readonly Promise<Answer>[]): Promise<number[]> {
  const timer = setInterval(() => {
    for (const end of endings.splice(0)) end();
  }, 1);
  const answers = await Promise.all(calls);
  clearInterval(timer);
  return answers.map(({ status }) => status);
}

test('a sandbox is told when its rate is used up, whichever of its keys calls; another one is not', async () => {
  await listen(1);
  const first = call('first', knownKey('acme', 'busy'));
  await expect.poll(() => begun).toEqual(['first']);
  const key = knownKey('acme', 'busy');
  const refused = (['bearer', 'x-api-key'] as const).map((scheme) => call('refused', key, scheme));
  const other = call('other', knownKey('acme', 'other'));
  expect(await endAll([first, other, ...refused])).toEqual([200, 200, 429, 429]);
  for (const answer of refused)
    expect(await answer).toMatchObject({
      code: 'too_many_requests',
      retryAfter: expect.stringMatching(/^([1-9]|[1-5]\d|60)$/),
    });
  expect(begun).toEqual(['first', 'other']);
});

test('calls of one organization wait for its turn, and a newcomer is served before them', async () => {
  await listen();
  const [busy, quiet] = [knownKey('acme', 'a1'), knownKey('borealis', 'b1')];
  const calls = ['a1', 'a2', 'a3', 'a4'].map((name) => call(name, busy));
  await expect.poll(() => arrived).toBe(4);
  calls.push(call('b1', quiet));
  await expect.poll(() => arrived).toBe(5);
  expect(begun).toHaveLength(2);
  await endOne();
  expect(begun.at(-1)).toBe('b1');
  expect(await endAll(calls)).toEqual(Array(5).fill(200));
});

test('who has as many calls waiting as may is told to come back; the lines of others are open', async () => {
  await listen();
  const [busy, quiet] = [knownKey('acme', 'a2'), knownKey('borealis', 'b2')];
  const calls = Array.from({ length: 5 }, (_, n) => call(`a${n}`, busy));
  await expect.poll(() => arrived).toBe(5);
  const refused = call('refused', busy);
  await expect.poll(() => arrived).toBe(6);
  calls.push(call('b', quiet));
  await expect.poll(() => arrived).toBe(7);
  expect(await endAll([...calls, refused])).toEqual([...Array(6).fill(200), 503]);
  expect(await refused).toMatchObject({ code: 'unavailable', retryAfter: '1' });
  expect(begun).toContain('b');
  expect(begun).not.toContain('refused');
});

test('keys that have opened nothing share one line, however many there are', async () => {
  await listen();
  const calls = Array.from({ length: 5 }, (_, n) => call(`stranger ${n}`, mintKey('fab').key));
  await expect.poll(() => arrived).toBe(5);
  const refused = call('refused', mintKey('fab').key);
  await expect.poll(() => arrived).toBe(6);
  calls.push(call('known', knownKey('acme', 'a3')));
  await expect.poll(() => arrived).toBe(7);
  await endOne();
  expect(begun.at(-1)).toBe('known');
  expect(await endAll([...calls, refused])).toEqual([...Array(6).fill(200), 503]);
});

test('a call that fails or whose sender has left keeps no place', async () => {
  await listen();
  const key = knownKey('acme', 'a4');
  const calls = ['a1', 'a2', 'fails'].map((name) => call(name, key));
  await expect.poll(() => arrived).toBe(3);
  const reached = new Promise<ServerResponse>((resolve) =>
    server.once('request', (_, each) => resolve(each)),
  );
  const left = httpRequest({
    port,
    host: '127.0.0.1',
    path: '/s/acme/api/v1/me',
    headers: { 'x-call': 'left', authorization: `Bearer ${key}` },
    agent: false,
  });
  left.on('error', () => undefined).end();
  const response = await reached;
  left.destroy();
  await once(response, 'close');
  calls.push(call('last', key));
  await expect.poll(() => arrived).toBe(5);
  expect(await endAll(calls)).toEqual([200, 200, 500, 200]);
  expect(begun).not.toContain('left');
});

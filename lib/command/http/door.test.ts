import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configure } from '../../env';
import { conflict, errorCodes, invalidField, KnownError } from '../../errors';
import { entityTag, readIdempotencyKey, readIfMatch } from './conditions';
import { type Entrance, throughDoor } from './door';
import { mount } from './node';
import { answerProblem, Problem } from './problem';
import { toResource } from './to-resource';

const own = 'http://localhost:4321';
beforeEach(() => configure({ PUBLIC_URL: own }));

/** What was asked, in order; each question fails where a test says so. */
let asked: string[] = [];
let failing = '';
const ask = (question: string) => {
  asked.push(question);
  if (question === failing) throw new Problem('forbidden', question);
};
beforeEach(() => {
  [asked, failing] = [[], ''];
});

const entrance = (isOfBrowsers: boolean): Entrance<string, string, { id: string }> => ({
  identify: async () => {
    ask('who');
    return 'ada';
  },
  admit: (who, right) => ask(`may ${who} ${right}`),
  isOfBrowsers,
});
const thing = {
  name: 'thing.read',
  allow: 'thing:read',
  serve: async ({ who, params, request }: { who: string; params: { id: string }; request: Request }) => {
    ask('serve');
    return new Response(`${who} ${params.id} ${await request.text()}`);
  },
};
const context = { params: Promise.resolve({ id: '7' }) };
const call = (isOfBrowsers: boolean, init: RequestInit, endpoint = thing) =>
  throughDoor(entrance(isOfBrowsers), endpoint)(new Request(own, init), context);
const posted = { method: 'POST', body: 'x' };

describe('the door', () => {
  test('asks who, then whether they may, then serves, and goes no further than the first refusal', async () => {
    const order = ['who', 'may ada thing:read', 'serve'];
    for (const [index, question] of order.entries()) {
      [asked, failing] = [[], question];
      expect((await call(true, {})).status).toBe(403);
      expect(asked).toEqual(order.slice(0, index + 1));
    }
    failing = '';
    expect(await (await call(true, {})).text()).toBe('ada 7 ');
  });

  test('takes a change by a cookie from a page of ours alone, and by a key from anywhere', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const foreign = await call(true, { method, headers: { origin: 'https://elsewhere.test' } });
      expect([foreign.status, (await foreign.json()).code], method).toEqual([403, 'forbidden']);
      expect((await call(true, { method, headers: { origin: own } })).status, method).toBe(200);
      expect((await call(false, { method })).status, method).toBe(200);
    }
    expect(asked.filter((each) => each === 'serve')).toHaveLength(8);
    for (const method of ['GET', 'HEAD']) expect((await call(true, { method })).status, method).toBe(200);
  });

  test.each([
    [
      'a failure that was foreseen',
      conflict('Bob was faster.'),
      409,
      { code: 'state_conflict', detail: 'Bob was faster.' },
    ],
    [
      'one of a field',
      invalidField('name', 'Choose a name.'),
      400,
      { parameter: 'name', detail: 'Choose a name.' },
    ],
    [
      'one of several fields',
      new KnownError('invalid_input', 'Please correct the marked fields.', { a: ['One.'], b: ['Two.'] }),
      400,
      { parameter: 'a', detail: 'One. Two.' },
    ],
    [
      'a problem',
      new Problem('timeout', 'Late.', { members: { since: 5 } }),
      503,
      { code: 'timeout', since: 5 },
    ],
  ])('answers %s as a problem', async (_what, error, status, members) => {
    const answer = await call(true, {}, { ...thing, serve: () => Promise.reject(error) });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject(members);
  });

  test('logs what nobody foresaw and tells its number alone', async () => {
    const serve = () => Promise.reject(new Error('password=hunter2'));
    const answer = await call(false, {}, { ...thing, serve });
    const body = await answer.json();
    expect([answer.status, body.code]).toEqual([500, 'internal']);
    expect(body.detail).toContain(body.id);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });
});

test.each(Object.entries(errorCodes))(
  'the code %s is answered with %i, under its name',
  async (code, status) => {
    const answer = answerProblem(new Problem(code as keyof typeof errorCodes, 'So it is.'));
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'application/problem+json',
      'x-content-type-options': 'nosniff',
    });
    const title = code.replaceAll('_', ' ');
    const type = `urn:sandgate:problem:${code}`;
    expect(await answer.json()).toEqual({ type, title, status, code, detail: 'So it is.' });
  },
);

test('a resource answers every method: those that it has, HEAD as GET without a body, the others by 405', async () => {
  const resource = toResource(entrance(false), { GET: thing, POST: thing });
  const answer = async (method: keyof typeof resource) =>
    resource[method](new Request(own, { method }), context);
  expect(await (await answer('GET')).text()).toBe('ada 7 ');
  expect(await (await answer('HEAD')).text()).toBe('');
  asked = [];
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
    const refused = await answer(method);
    expect([refused.status, refused.headers.get('allow')], method).toEqual([
      method === 'OPTIONS' ? 204 : 405,
      'GET, POST, HEAD, OPTIONS',
    ]);
  }
  expect(asked).toEqual([]);
});

describe('what is said about a change', () => {
  const sent = (name: string, value?: string) => new Headers(value === undefined ? {} : { [name]: value });
  test('If-Match names the version that ETag gave, and nothing else is taken for one', () => {
    expect(readIfMatch(sent('if-match', entityTag(3)))).toBe('3');
    expect(readIfMatch(sent('if-match'))).toBeNull();
    for (const value of ['', '3', '*', 'W/"3"', '"3", "4"', '""', '"a b"', '"3'])
      expect(() => readIfMatch(sent('if-match', value)), value).toThrow(/names one version/);
  });
  test('an idempotency key is one word, in quotes or without', () => {
    expect(readIdempotencyKey(sent('idempotency-key', 'k-1'))).toBe('k-1');
    expect(readIdempotencyKey(sent('idempotency-key', '"k-1"'))).toBe('k-1');
    expect(readIdempotencyKey(sent('idempotency-key'))).toBeUndefined();
    for (const value of ['', '""', 'a b', '"a', 'ä', 'x'.repeat(129)])
      expect(() => readIdempotencyKey(sent('idempotency-key', value)), value).toThrow(/visible characters/);
  });
});

describe('a handler that is mounted in a server of Node.js', () => {
  let server: Server;
  const seen: { url: string; origin: string | null; isOver?: Promise<void> }[] = [];
  beforeAll(async () => {
    const handle = async (request: Request) => {
      const isOver = new Promise<void>((resolve) =>
        request.signal.addEventListener('abort', () => resolve()),
      );
      seen.push({ url: request.url, origin: request.headers.get('origin'), isOver });
      if (request.url.endsWith('/endless')) return new Response(new ReadableStream());
      return throughDoor(entrance(true), thing)(request, context);
    };
    server = createServer(mount(handle));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

  test('goes through the same door, under the address that the desk is known by', async () => {
    const answer = await fetch(at('/things/7?a=1'), { ...posted, headers: { origin: own } });
    expect([answer.status, await answer.text()]).toEqual([200, 'ada 7 x']);
    expect(seen.at(-1)).toMatchObject({ url: `${own}/things/7?a=1`, origin: own });
    await fetch(at('//elsewhere.test/7'));
    expect(seen.at(-1)?.url).toBe(`${own}//elsewhere.test/7`);
    const refused = await fetch(at('/things/7'), posted);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
    const head = await fetch(at('/things/7'), { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  test('is told when nobody waits for its answer any more', async () => {
    const stop = new AbortController();
    const asking = fetch(at('/endless'), { signal: stop.signal });
    await expect.poll(() => seen.at(-1)?.url).toMatch(/endless/);
    stop.abort();
    await expect(asking).rejects.toThrow();
    await seen.at(-1)?.isOver;
  });
});

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '@/lib/access/open-session';
import { cookieName } from '@/lib/access/session-cookie';
import { readRefusal } from '@/lib/command/web/refusal-text';
import { refuseParameter } from '@/lib/command/web/refuse-parameter';
import { configure } from '@/lib/env';
import { useControlDatabase } from '@/lib/testing/database';
import { createPerson } from '@/lib/testing/world';
import { front } from './front';
import { formBody, hostileBodies, largestForms } from './hostile-bodies.fixture';

useControlDatabase();
/** The client of React that Next.js gives to browsers. */
const react: { encodeReply: (value: unknown) => Promise<FormData | string> } = createRequire(import.meta.url)(
  'next/dist/compiled/react-server-dom-turbopack/client.edge',
);
const id = '40'.padEnd(42, 'a');
let server: Server;
let port: number;
let cookie: string;
/** Requests that came through to Next.js. */
let passed = 0;

beforeAll(async () => {
  server = createServer(
    front(async (request, response) => {
      passed += 1;
      if (request.url?.startsWith('/unreadable')) refuseParameter('from');
      const hash = createHash('sha256');
      for await (const chunk of request) hash.update(chunk);
      response.end(hash.digest('hex'));
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  configure({ PUBLIC_URL: `http://localhost:${port}` });
  const token = 'a'.repeat(64);
  await openSession((await createPerson('support')).id, token, 'demo');
  cookie = `${cookieName('session')}=${token}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Sent = {
  method?: string;
  path?: string;
  /** One that is undefined is not sent. */
  headers?: Record<string, string | string[] | undefined>;
  body?: Buffer;
  chunk?: number;
};
type Answer = { status: number; type: string; text: string; headers: IncomingMessage['headers'] };

/** Sends as programs do that keep to no rule; by default from a page of the desk. */
function send({ method = 'POST', path = '/', headers = {}, body, chunk }: Sent): Promise<Answer> {
  const own = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
  const length = body && !chunk ? { 'content-length': String(body.length) } : {};
  const said = { ...own, ...length, ...headers };
  for (const name of Object.keys(said) as (keyof typeof said)[])
    if (said[name] === undefined) delete said[name];
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { port, host: '127.0.0.1', path, method, headers: said, agent: false },
      async (response) => {
        response.setEncoding('utf8');
        let text = '';
        for await (const each of response) text += each;
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, text, headers: response.headers });
      },
    );
    sent.on('error', reject);
    if (body && chunk)
      for (let at = 0; at < body.length; at += chunk) sent.write(body.subarray(at, at + chunk));
    sent.end(body && !chunk ? body : undefined);
  });
}

/** A body as a browser sends it, from what React or the page makes of a form. */
async function sentForm(form: FormData): Promise<{ type: string; body: Buffer }> {
  const response = new Response(form);
  const body = Buffer.from(await response.arrayBuffer());
  return { type: response.headers.get('content-type') ?? '', body };
}

async function call(args: unknown[], headers: Record<string, string> = {}): Promise<Answer> {
  const reply = await react.encodeReply(args);
  if (typeof reply === 'string') throw new Error('This call has no form.');
  const { type, body } = await sentForm(reply);
  const answer = await send({ headers: { 'content-type': type, 'next-action': id, ...headers }, body });
  if (answer.status === 200) expect(answer.text).toBe(createHash('sha256').update(body).digest('hex'));
  return answer;
}

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

describe('what pages send comes through unchanged', () => {
  const failed = {
    status: 'failed',
    error: { code: 'invalid_input', message: '$Please', fields: { 'people.0.email': ['Write it.'], '': [] } },
    values: { purpose: '', people: [{ email: 'Łódź 👩‍👩‍👧', reason: '$K1' }, { email: undefined }] },
  };
  test.each([
    ['at first', { status: 'idle' }],
    ['after a failure', failed],
    ['after success', { status: 'done', value: { id: 'x', until: new Date(0), n: 5, none: null } }],
  ])('a call %s', async (_when, state) => {
    const fields = {
      purpose: 'a\r\nb "c" %22',
      'a"b': 'quoted',
      empty: '',
      $ACTION_REF_1: '',
      '$ACTION_1:0': '{}',
    };
    expect(await call([state, formOf(fields)])).toMatchObject({ status: 200 });
  });

  test('a call without anything before it', async () => {
    expect(await call([formOf({})])).toMatchObject({ status: 200 });
  });

  test('a form without script, with an action of its own and with one that was answered before', async () => {
    const reference = { id, bound: '$@1' };
    const forms: Record<string, string>[] = [
      { [`$ACTION_ID_${id}`]: '', next: '/' },
      {
        $ACTION_REF_3: '',
        '$ACTION_3:0': JSON.stringify(reference),
        '$ACTION_3:1': JSON.stringify([failed]).replaceAll('"$', () => '"$$'),
        $ACTION_KEY: 'k1',
        email: 'ada@example.test',
      },
    ];
    for (const fields of forms) {
      const { type, body } = await sentForm(formOf(fields));
      expect(await send({ headers: { 'content-type': type }, body })).toMatchObject({ status: 200 });
    }
  });

  test('two thousand ticked columns and a text of 900 kB of somebody who is signed in, and of nobody else', async () => {
    const large = formOf({ note: 'x'.repeat(900_000) });
    const many = new FormData();
    for (let n = 0; n < 2_000; n += 1) many.append('columns[]', `table.column_${n}`);
    for (const form of [large, many]) {
      expect(await call([{ status: 'idle' }, form], { cookie })).toMatchObject({ status: 200 });
      const refused = await call([{ status: 'idle' }, form], { cookie: cookie.replace('a', 'b') });
      expect([refused.status, refused.type]).toEqual([413, 'text/plain']);
      expect(readRefusal(new Error(refused.text))).toMatchObject({
        code: 'unauthenticated',
        message: expect.stringMatching(/Sign in/),
      });
    }
  });

  test('one click in a mail reader: a sentence of the standard, from no page, in both shapes and without a length', async () => {
    const path = '/api/stop-mails/v1.abc_def-0';
    const plain = Buffer.from('List-Unsubscribe=One-Click');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const shapes: Sent[] = [{ headers, body: plain }, { headers, body: plain, chunk: 10 }, {}];
    const { type, body } = await sentForm(formOf({ 'List-Unsubscribe': 'One-Click' }));
    shapes.push({ headers: { 'content-type': type }, body });
    for (const shape of shapes)
      for (const origin of [undefined, 'https://mail.test'])
        expect(await send({ ...shape, path, headers: { ...shape.headers, origin } })).toMatchObject({
          status: 200,
        });
    const before = passed;
    const large = { headers, body: Buffer.alloc(1_001, 'x') };
    expect(await send({ ...large, path })).toMatchObject({ status: 413, type: 'application/problem+json' });
    expect(await send({ path, headers: { host: 'evil.test' } })).toMatchObject({ status: 421 });
    for (const beside of [`${path}/x`, '/api/stop-mails/', '/stop-mails/v1.abc'])
      expect(
        await send({ headers: { ...headers, origin: undefined }, body: plain, path: beside }),
      ).toMatchObject({
        status: expect.toSatisfy((status: number) => status >= 400),
      });
    expect(passed).toBe(before);
  });

  test('a mail that came back: one small object from no page, and nothing beside that address', async () => {
    const headers = { 'content-type': 'application/json', origin: undefined };
    const body = Buffer.from('{"returnPath":"bounces+a-b-c@desk.test","isPermanent":true}');
    expect(await send({ path: '/api/bounces', headers, body })).toMatchObject({ status: 200 });
    const before = passed;
    const large = Buffer.alloc(1_001, 'x');
    expect(await send({ path: '/api/bounces', headers, body: large })).toMatchObject({ status: 413 });
    for (const path of ['/api/bounces/', '/api/bounces/x', '/bounces'])
      expect((await send({ path, headers, body })).status).toBeGreaterThanOrEqual(400);
    expect(passed).toBe(before);
  });

  test('a plan file and a record, with and without a declared length', async () => {
    const body = Buffer.alloc(900_000, '{');
    const headers = { 'content-type': 'application/json' };
    for (const chunk of [undefined, 10_000]) {
      const sent = { headers, body, ...(chunk ? { chunk } : {}) };
      expect(await send({ ...sent, method: 'PUT', path: '/api/plans/t1?version=3' })).toMatchObject({
        status: 200,
      });
      expect(await send({ ...sent, path: '/s/acme/api/v1/records/parts' })).toMatchObject({ status: 200 });
    }
  });
});

describe('hostile bodies', () => {
  test.each(hostileBodies(id).map((each) => [each.name, each] as const))(
    '%s is refused before Next.js sees it',
    async (_name, { headers, body, chunk }) => {
      const before = passed;
      const answer = await send({ headers, body, ...(chunk ? { chunk } : {}) });
      expect([400, 413, 415]).toContain(answer.status);
      expect(passed).toBe(before);
      expect(answer.type).toBe(headers['next-action'] ? 'text/plain' : 'text/html; charset=utf-8');
    },
  );

  test('what is cut off is dropped', async () => {
    const before = passed;
    const sent = httpRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers: {
        origin: `http://localhost:${port}`,
        host: `localhost:${port}`,
        'content-type': 'multipart/form-data; boundary=b',
        'content-length': '500',
      },
    });
    sent.on('error', () => undefined);
    const reached = once(server, 'request');
    sent.write('--b\r\n');
    await reached;
    sent.destroy();
    expect(await send({ method: 'GET' })).toMatchObject({ status: 200 });
    expect(passed).toBe(before + 1);
  });
});

test('the most that strangers may send comes through, for the action to judge', async () => {
  for (const { name, headers, body } of largestForms(id))
    expect(await send({ headers, body }), name).toMatchObject({ status: 200 });
});

describe('addresses, methods and origins', () => {
  test.each([
    '/%E0%A4%A',
    '/%',
    '/%00',
    '/a%00b',
    '/s/x/%ff',
    '/../etc',
    '/a/%2e%2E/b',
    '/a\\b',
    '/requests?q=a%00',
    '/requests?%00=1',
    '*',
    'http://elsewhere/',
  ])('%s is answered with a page that says so', async (path) => {
    const answer = await send({ method: 'GET', path });
    expect([answer.status, answer.type]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test.each([
    '/api/%E0%A4%A',
    '/s/acme/api/v1/records/parts/%00',
    '/api/plans/t1?version=%00',
    '/s/acme/api/v1/records/parts?name=a%00',
  ])('%s is answered with a problem', async (path) => {
    const answer = await send({ method: 'GET', path });
    expect([answer.status, answer.type]).toEqual([400, 'application/problem+json']);
    const name = /\?(\w+)=/.exec(path)?.[1];
    expect(JSON.parse(answer.text).parameter).toBe(name);
  });

  test('a state of the page that cannot be read is refused', async () => {
    const deep = encodeURIComponent('['.repeat(1_000) + ']'.repeat(1_000));
    for (const state of ['x', '%E0%A4%A', '%5B1%5D', '%00', deep])
      expect(
        await send({ method: 'GET', headers: { rsc: '1', 'next-router-state-tree': state } }),
        state.slice(0, 20),
      ).toMatchObject({
        status: 400,
      });
    const sound = encodeURIComponent(JSON.stringify(['', {}]));
    expect(
      await send({ method: 'GET', headers: { rsc: '1', 'next-router-state-tree': sound } }),
    ).toMatchObject({ status: 200 });
  });

  test('a page that cannot read a parameter is answered with 400 and its name, and nothing else of it is sent', async () => {
    const answer = await send({ method: 'GET', path: '/unreadable?from=0000-01-01' });
    expect([answer.status, answer.type]).toEqual([400, 'text/html; charset=utf-8']);
    expect(answer.text).toMatch(/from: .*<\/html>\n$/s);
  });

  test('usual addresses pass, whatever their bytes', async () => {
    for (const path of [
      '/',
      '/requests?q=%F0%9F%92%A9&q=%E0%A4%A',
      '/s/acme/api/v1/records/boms/..%2F..%2Fetc',
      '/%E5%B7%A5',
      '/a..b/.c',
    ])
      expect(await send({ method: 'GET', path }), path).toMatchObject({ status: 200 });
  });

  const form = {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: formBody([[`$ACTION_ID_${id}`, '']]),
  };
  const posted = (headers: Record<string, string | string[]>) =>
    send({ ...form, headers: { ...form.headers, ...headers } });

  test('a foreign, malformed, doubled or missing Origin is refused on pages and the API, each in its format', async () => {
    const own = `http://localhost:${port}`;
    const before = passed;
    for (const origin of [
      'null',
      'http://evil.test',
      'not an origin',
      '',
      `${own}/`,
      own.toUpperCase(),
      [own, own],
      ['http://evil.test', own],
    ]) {
      const answer = await posted({ origin });
      expect([answer.status, answer.type], String(origin)).toEqual([403, 'text/html; charset=utf-8']);
      const api = await send({
        method: 'PUT',
        path: '/api/plans/t1',
        headers: { origin },
        body: Buffer.from('{}'),
      });
      expect([api.status, api.type], String(origin)).toEqual([403, 'application/problem+json']);
    }
    expect(await posted({ 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await posted({ 'next-action': id, origin: 'null' })).toMatchObject({
      status: 403,
      type: 'text/plain',
    });
    expect(await posted({ 'x-forwarded-host': 'evil.test' })).toMatchObject({ status: 421 });
    expect(await posted({ host: 'evil.test' })).toMatchObject({ status: 421 });
    expect(passed).toBe(before);
    expect(await posted({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 });
  });

  test('methods and bodies that nobody serves are refused', async () => {
    for (const method of ['TRACE', 'PUT', 'DELETE', 'PROPFIND'])
      expect(await send({ method }), method).toMatchObject({ status: 405 });
    expect(await send({ method: 'TRACE', path: '/api/health' })).toMatchObject({
      status: 405,
      type: 'application/problem+json',
    });
    expect(await send({ method: 'GET', body: Buffer.from('x') })).toMatchObject({ status: 400 });
    expect(await send({ path: '/api/health', body: Buffer.from('x') })).toMatchObject({ status: 400 });
    expect(await send({})).toMatchObject({ status: 400 });
    const over = { 'content-length': '8000001', 'content-type': 'application/json' };
    expect(
      await send({ method: 'PUT', path: '/api/plans/t1', headers: over, body: Buffer.from('x') }),
    ).toMatchObject({ status: 413 });
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configure } from '@/lib/env';
import { front } from './front';
import { patience } from './patience';

let server: Server;
let port: number;

beforeAll(async () => {
  configure({ HEADER_SECONDS: '0.3', REQUEST_SECONDS: '0.6', AUTH_SECRET: 'x'.repeat(32) });
  server = createServer(
    patience(),
    front(async (request, response) => {
      for await (const _ of request);
      response.end('whole');
    }),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
  configure({ PUBLIC_URL: `http://localhost:${port}` });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  configure({ HEADER_SECONDS: '', REQUEST_SECONDS: '' });
});

/** Sends a text bit by bit until the server closes; resolves with what it said. */
async function drip(start: string, drop: string): Promise<string> {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setEncoding('utf8');
  let said = '';
  socket.on('data', (text: string) => {
    said += text;
  });
  socket.on('error', () => undefined);
  socket.write(start);
  const timer = setInterval(() => drop && socket.writable && socket.write(drop), 50);
  await once(socket, 'close');
  clearInterval(timer);
  return said;
}

const head = (port: number, more: string) =>
  `Host: localhost:${port}\r\nOrigin: http://localhost:${port}\r\nContent-Type: multipart/form-data; boundary=b\r\n${more}`;

test('headers that come drop by drop end with 408', async () => {
  expect(await drip('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'a')).toMatch(/^HTTP\/1\.1 408 /);
});

test('a form that comes drop by drop ends with 408', async () => {
  expect(await drip(`POST / HTTP/1.1\r\n${head(port, 'Content-Length: 60000\r\n\r\n')}`, 'x')).toMatch(
    /^HTTP\/1\.1 408 /,
  );
  expect(
    await drip(`POST / HTTP/1.1\r\n${head(port, 'Transfer-Encoding: chunked\r\n\r\n')}`, '1\r\nx\r\n'),
  ).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test('a record that comes drop by drop is ended too', async () => {
  const start = `POST /s/acme/api/v1/records/parts HTTP/1.1\r\n${head(port, 'Content-Length: 60000\r\n\r\n')}`;
  expect(await drip(start, 'x')).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test('a connection that never says a word is closed, and so is one that rests after its answer', async () => {
  expect(await drip('', '')).toMatch(/^(HTTP\/1\.1 408 |$)/);
  expect(await drip(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`, '')).toMatch(
    /^HTTP\/1\.1 200 OK.*whole/s,
  );
});

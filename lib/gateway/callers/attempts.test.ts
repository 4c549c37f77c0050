import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { attemptLimiter } from './attempt-limiter';
import { peerAddress, stampPeerAddresses } from './peer-address';

test('attempts are forgotten a minute after they were made, one by one', () => {
  let now = 0;
  const limiter = attemptLimiter(3, 60_000, () => now);
  const at = (ms: number) => {
    now = ms;
    return limiter.note('peer');
  };
  expect([at(0), at(1_000), at(30_000)]).toEqual([0, 0, 0]);
  expect(at(31_000)).toBe(29);
  expect(at(59_999)).toBe(1);
  expect(at(60_000)).toBe(0);
  expect(at(60_500)).toBe(1);
  expect(at(61_000)).toBe(0);
});

test('names do not share an allowance, and a flood of names does not fill memory', () => {
  const limiter = attemptLimiter(1, 60_000, () => 5);
  expect(limiter.note('first')).toBe(0);
  expect(limiter.note('first')).toBe(60);
  for (let n = 0; n < 9_999; n += 1) expect(limiter.note(`other ${n}`)).toBe(0);
  expect(limiter.note('first')).toBe(60);
  for (let n = 0; n < 10_000; n += 1) limiter.note(`third ${n}`);
  expect(limiter.note('first')).toBe(0);
});

test('the peer is the socket’s address, whatever the caller writes into its headers', async () => {
  const forged = new Headers({ 'x-sandgate-peer': '1.2.3.4', 'x-forwarded-for': '5.6.7.8' });
  expect(peerAddress(forged)).toBe('unknown');
  stampPeerAddresses();
  stampPeerAddresses();
  const server = createServer((request, response) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    response.end(peerAddress(headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: forged });
  expect(await answer.text()).toBe('127.0.0.1');
  await new Promise((resolve) => server.close(resolve));
});

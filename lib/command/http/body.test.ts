import { expect, test } from 'vitest';
import { bodyLimits, readBytes, readFile } from './body';

const url = 'http://desk.example.test/';
const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request(url, { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

test('a body of exactly as many bytes as may be is read, and one byte more is not', async () => {
  expect(await readBytes(post('abc'), 3)).toEqual(Buffer.from('abc'));
  await expect(readBytes(post('abcd'), 3)).rejects.toMatchObject({ code: 'body_too_large', status: 413 });
  expect(await readBytes(new Request(url), 0)).toHaveLength(0);
});

test('a file is read to its bound and no further, whether it says its length or not', async () => {
  expect(await readFile(post('{"ä": "→"}'))).toBe('{"ä": "→"}');
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1_000_000;
      controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  await expect(readFile(post(endless))).rejects.toMatchObject({
    code: 'body_too_large',
    headers: { connection: 'close' },
  });
  expect(sent).toBeLessThan(bodyLimits.file + 4_000_000);
  const declared = post('x', { 'content-length': String(bodyLimits.file + 1) });
  await expect(readFile(declared)).rejects.toMatchObject({ code: 'body_too_large' });
});

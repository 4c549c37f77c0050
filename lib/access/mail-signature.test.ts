import { createHash, createVerify, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configure, env } from '../env';
import { type MailServer, startMailServer } from './mail-server.fixture';
import { sendMail } from './send-mail';

let server: MailServer;
let key: KeyObject;
const folder = mkdtempSync(path.join(os.tmpdir(), 'dkim-'));
beforeAll(async () => {
  server = await startMailServer();
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  key = pair.publicKey;
  const file = path.join(folder, 'key.pem');
  writeFileSync(file, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  configure({
    SMTP_URL: server.url,
    DKIM_DOMAIN: 'desk.example.test',
    DKIM_SELECTOR: 'a',
    DKIM_KEY_FILE: file,
  });
});
afterAll(async () => {
  configure({ DKIM_DOMAIN: '', DKIM_SELECTOR: '', DKIM_KEY_FILE: '' });
  rmSync(folder, { recursive: true });
  await server.close();
});

/** Header fields in relaxed form (RFC 6376, section 3.4.2), last first, as the signature takes them. */
const relaxed = (field: string) => {
  const at = field.indexOf(':');
  const value = field
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`;
};
/** Which of the signed fields stand in a message, if its signature by `h=` and `bh=` holds; null where it does not. */
function verify(raw: string): string[] | null {
  const cut = raw.indexOf('\r\n\r\n');
  const fields = raw.slice(0, cut).split(/\r\n(?![ \t])/);
  const own = fields.find((field) => /^dkim-signature:/i.test(field));
  if (!own) return null;
  const tags = Object.fromEntries(
    relaxed(own)
      .slice('dkim-signature:'.length)
      .split(';')
      .map((tag) => {
        const [name = '', ...value] = tag.split('=');
        return [name.trim(), value.join('=').replace(/\s/g, '')];
      }),
  );
  const lines = raw
    .slice(cut + 4)
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ');
  const body = lines.replace(/(\r\n)*$/, '\r\n');
  if (createHash('sha256').update(body).digest('base64') !== tags.bh) return null;
  const rest = [...fields].reverse();
  const taken = (tags.h ?? '').split(':').flatMap((name) => {
    const at = rest.findIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return at < 0 ? [] : rest.splice(at, 1);
  });
  const unsigned = relaxed(own).replace(/(;\s?b=)[^;]*/, '$1');
  const verifier = createVerify('RSA-SHA256').update(`${taken.map(relaxed).join('\r\n')}\r\n${unsigned}`);
  return verifier.verify(key, tags.b ?? '', 'base64')
    ? taken.map((field) => field.slice(0, field.indexOf(':')).toLowerCase())
    : null;
}

test('every mail says that a program wrote it, and its signature holds and covers both list headers', async () => {
  const stopUrl = 'https://desk.example.test/api/stop-mails/abc';
  await sendMail({
    to: 'a@example.test',
    subject: 'Ends – soon',
    text: 'Söön.\n',
    html: '<p>Söön.</p>',
    stopUrl,
  });
  const raw = server.raw.at(-1) ?? '';
  expect(raw).toMatch(/^auto-submitted: auto-generated/im);
  expect(verify(raw)).toEqual(
    expect.arrayContaining(['from', 'auto-submitted', 'list-unsubscribe', 'list-unsubscribe-post']),
  );
  for (const [from, to] of [
    ['/stop-mails/abc', '/stop-mails/abd'],
    ['One-Click', 'Two-Click'],
    ['auto-generated', 'no'],
    ['<p>', '<b>'],
  ] as const) {
    expect(raw).toContain(from);
    expect(verify(raw.replace(from, to)), from).toBeNull();
  }
});

test('a mail that nobody may stop has neither list header', async () => {
  await sendMail({ to: 'a@example.test', subject: 'Approved', text: 'Built.' });
  const raw = server.raw.at(-1) ?? '';
  expect(verify(raw)).toContain('subject');
  expect(raw).not.toMatch(/^list-/im);
});

test('a part of the settings is refused with a sentence', () => {
  configure({ DKIM_SELECTOR: '' });
  expect(() => env()).toThrow('DKIM_DOMAIN: must be set together with DKIM_SELECTOR and DKIM_KEY_FILE');
});

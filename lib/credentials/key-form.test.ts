import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configure } from '../env';
import { apiBaseUrl, groupFingerprint, newApiKeyInput } from './api-key';
import { deriveRolePassword } from './derive-role-password';
import { mintKey } from './mint-key';
import { parseKey } from './parse-key';

test('a minted key parses back to its prefix, environment and hash', () => {
  const { key, hash } = mintKey('fab');
  expect(key).toMatch(/^fab_test_[A-Za-z0-9_-]{49}$/);
  expect(parseKey(key)).toEqual({
    environment: 'test',
    keyPrefix: 'fab',
    hash,
    fingerprint: hash.slice(0, 12),
  });
});

test('a thousand minted keys are all different', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => mintKey('fab').key)).size).toBe(1_000);
});

test('no single changed, dropped, doubled or swapped character leaves a well-formed key', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ \n\0é';
  const { key } = mintKey('fab');
  let tried = 0;
  for (let at = 0; at < key.length; at += 1) {
    const changed = [...alphabet].map((each) => key.slice(0, at) + each + key.slice(at + 1));
    const others = [
      key.slice(0, at) + key.slice(at + 1),
      key.slice(0, at) + key.charAt(at) + key.slice(at),
      key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2),
    ];
    for (const mutation of [...changed, ...others].filter((each) => each !== key)) {
      tried += 1;
      expect(parseKey(mutation), mutation).toBeNull();
    }
  }
  expect(tried).toBeGreaterThan(3_500);
});

test('no text at random is a well-formed sandbox key', () => {
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => parseKey(text)?.environment !== 'test'));
});

test('a production key is recognised by its word alone, in lower case only', () => {
  expect(parseKey('fab_live_anything-goes-here')?.environment).toBe('live');
  for (const text of ['FAB_live_x', 'fab_LIVE_x', ' fab_live_x', 'fab_live_', 'fab_live_a b', 'fab-live_x'])
    expect(parseKey(text), text).toBeNull();
});

test('role passwords depend on the role and on the secret, and are not the secret', () => {
  const secret = 'a secret of the tests that guards nothing at all';
  configure({ AUTH_SECRET: secret });
  const password = deriveRolePassword('sbr_a_1');
  expect(password).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(deriveRolePassword('sbr_a_1')).toBe(password);
  expect(deriveRolePassword('sbr_a_2')).not.toBe(password);
  configure({ AUTH_SECRET: `${secret}!` });
  expect(deriveRolePassword('sbr_a_1')).not.toBe(password);
  configure({ AUTH_SECRET: '' });
  expect(() => deriveRolePassword('sbr_a_1')).toThrow('AUTH_SECRET');
});

test('labels take any script and refuse what cannot be seen', () => {
  const read = (label: string) => newApiKeyInput.safeParse({ sandboxId: 'x', label }).success;
  for (const label of ['CI', ' ERP sync ', 'Łódź 工場', "o'Brien; DROP TABLE", '👩‍🔧'])
    expect(read(label), label).toBe(true);
  for (const label of ['', '   ', 'a\0b', 'a\nb', '\ud800', 'x'.repeat(61)])
    expect(read(label), label).toBe(false);
});

test('fingerprints and base URLs are written the way people read them', () => {
  expect(groupFingerprint('0a1b2c3d4e5f')).toBe('0a1b 2c3d 4e5f');
  expect(apiBaseUrl('http://localhost:3000/', 'acme-sb')).toBe('http://localhost:3000/s/acme-sb/api/v1');
});

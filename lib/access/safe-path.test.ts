import { beforeAll, expect, test } from 'vitest';
import { configure } from '../env';
import { safePath } from './safe-path';

beforeAll(() => configure({ PUBLIC_URL: 'http://localhost:4321' }));

const leading = [
  'https://evil.example',
  'http://localhost:4321/requests',
  'http:/evil.example',
  'http:evil.example',
  '//evil.example',
  '///evil.example',
  '////evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/\u0000/evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  '@evil.example',
  '.evil.example',
  'requests',
  '?next=/x',
  '',
  '/api/auth/signout',
  `/${'a'.repeat(2_001)}`,
  undefined,
  null,
  ['/requests'],
  { href: '/requests' },
];
test.each(leading)('%j becomes the front page', (raw) => expect(safePath(raw)).toBe('/'));

const kept: [string, string][] = [
  ['/', '/'],
  ['/requests?state=approved&page=2#top', '/requests?state=approved&page=2#top'],
  ['/requests/../people', '/people'],
  ['/s/acme-sb', '/s/acme-sb'],
  ['/people?text=李', '/people?text=%E6%9D%8E'],
  ['/requests?back=//evil.example', '/requests?back=//evil.example'],
  ['/@evil.example', '/@evil.example'],
];
test.each(kept)('%j stays on the desk as %j', (raw, path) => {
  expect(safePath(raw)).toBe(path);
  expect(new URL(path, 'http://localhost:4321').host).toBe('localhost:4321');
});

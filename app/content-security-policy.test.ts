import { NextRequest } from 'next/server';
import { beforeEach, describe, expect, test } from 'vitest';
import { configure } from '@/lib/env';
import { config, proxy } from '@/proxy';

beforeEach(() => configure({ PUBLIC_URL: 'http://localhost:4321', NODE_ENV: 'production', OIDC_ISSUER: '' }));

const answer = () => proxy(new NextRequest('http://localhost:4321/requests?page=2'));
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';
const directive = (policy: string, name: string) =>
  policy.split('; ').find((each) => each.startsWith(`${name} `)) ?? '';

describe('the policy of a page', () => {
  test('lets scripts and styles run by its nonce alone', () => {
    const policy = policyOf(answer());
    const nonce = /'nonce-([^']+)'/.exec(directive(policy, 'script-src'))?.[1] ?? '';
    expect(nonce).toMatch(/^[0-9a-f-]{36}$/);
    expect(directive(policy, 'script-src')).toBe(`script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`);
    expect(directive(policy, 'style-src')).toBe(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).not.toMatch(/unsafe/);
  });
  test('has another nonce on each request', () => {
    expect(new Set(Array.from({ length: 50 }, () => policyOf(answer()))).size).toBe(50);
  });
  test('is the one that Next.js reads the nonce from', () => {
    const response = answer();
    expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policyOf(response));
  });
  test.each([
    ['default-src', "'none'"],
    ['base-uri', "'none'"],
    ['frame-ancestors', "'none'"],
    ['form-action', "'self'"],
    ['connect-src', "'self'"],
  ])('%s is %s', (name, value) => expect(directive(policyOf(answer()), name)).toBe(`${name} ${value}`));
  test('names the provider of sign-ins where there is one, and nothing else', () => {
    configure({ OIDC_ISSUER: 'https://login.house.test/realm' });
    expect(directive(policyOf(answer()), 'form-action')).toBe("form-action 'self' https://login.house.test");
  });
  test('comes with strict transport where the desk has TLS', () => {
    expect(answer().headers.get('strict-transport-security')).toBeNull();
    configure({ PUBLIC_URL: 'https://desk.house.test' });
    expect(answer().headers.get('strict-transport-security')).toBe('max-age=31536000');
  });
  test.each([
    ['/', true],
    ['/sign-in', true],
    ['/s/acme/certificate', true],
    ['/api/health', false],
    ['/s/acme/api/v1/me', false],
  ])('is on %s: %s', (path, has) => {
    const [matcher = ''] = config.matcher;
    expect(new RegExp(`^${matcher}$`).test(path)).toBe(has);
  });
});

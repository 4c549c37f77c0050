import { afterAll, describe, expect, test } from 'vitest';
import { configure } from '../env';
import { stay } from '../testing/own-databases';
import { sampleProduct } from '../testing/world';
import { sourceUrl } from './source-url';

const server = 'postgresql://reader:p%2Fw%23@db.example.test:6432';
const urls = {
  stay: `${server}/main?sslmode=verify-full&options=-c%20jit%3Doff`,
  sample: `${server}/main`,
  twice: `${server}/main?dbname=other`,
  socket: '/var/run/postgresql main',
};
configure({ SOURCE_URLS: JSON.stringify(urls) });
afterAll(() => configure({ SOURCE_URLS: '{}' }));

const sample = { slug: 'sample', definition: sampleProduct };
const own = (slug: string) => ({ slug, definition: stay });

test('a tenant of the product’s one database is read where the product is', () => {
  expect(sourceUrl(sample, { database: '' })).toBe(urls.sample);
});

// That each of these is then reached by name is for lib/provisioning/address.test.ts, on a server.
test.each([
  'plain',
  'two words',
  'a/b',
  '?sslmode=disable',
  '#x',
  '100%',
  '%2e%2e',
  `"it's"`,
  '@evil.test/x',
  '/',
])('a database of its own stands in the same URL, whatever its name: %j', (database) => {
  const url = new URL(sourceUrl(own('stay'), { database }));
  const before = new URL(urls.stay);
  expect(decodeURIComponent(url.pathname)).toBe(`/${database}`);
  before.pathname = url.pathname;
  expect(url.href).toBe(before.href);
});

describe('it is refused, without a URL or a database in the words,', () => {
  test.each([
    ['where the product has no URL', own('unknown'), 'hidden', 'names no production database'],
    ['where the tenant was registered without its database', own('stay'), '', 'without its database'],
    ['where the URL names its database twice', own('twice'), 'hidden', 'behind its ?'],
    ['where the URL is none', own('socket'), 'hidden', 'postgresql://'],
  ])('%s', (_where, product, database, words) => {
    let thrown: unknown;
    try {
      sourceUrl(product, { database });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'unavailable', message: expect.stringContaining(words) });
    expect(String(thrown)).not.toMatch(/hidden|db\.example|reader/);
  });
});

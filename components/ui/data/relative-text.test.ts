import { expect, test } from 'vitest';
import { formatBytes, formatElapsed, formatRows } from './amount';
import { pageHref, pageLinks, pageSummary } from './page-links';
import { shortDuration } from './relative-text';

const minute = 60_000;
const day = 24 * 60 * minute;

test.each([
  [-1, '0 s'],
  [59_000, '59 s'],
  [61 * minute, '1 h'],
  [47 * 60 * minute, '47 h'],
  [19.9 * day, '19 d'],
])('a span of %d ms is %s', (span, text) => {
  expect(shortDuration(span)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [24_000, '24 kB'],
  [1_340_000, '1.3 MB'],
  [2_000_000_000_000_000, '2,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('rows are told with their total where it is known, and not at all where there are none', () => {
  expect(formatRows(231, 412)).toBe('231 of 412 rows');
  expect(formatRows(9, null)).toBe('9 rows');
  expect(formatRows(0, null)).toBe('');
});

test('time that something took is precise where it was short', () => {
  expect([340, 12_400, 240_000, 7_200_000, 260_000_000].map(formatElapsed)).toEqual([
    '0.3 s',
    '12 s',
    '4 min',
    '2 h',
    '3 days',
  ]);
});

test('the addresses of other pages keep the filters, and the first page needs no number', () => {
  const filters = { state: 'declined', text: 'a b&c', shape: undefined };
  expect(pageHref('/requests', filters, 1)).toBe('/requests?state=declined&text=a+b%26c');
  expect(pageHref('/requests', {}, 1)).toBe('/requests');
  expect(pageLinks('/requests', {}, { page: 1, pages: 1 })).toEqual({ previousHref: null, nextHref: null });
  expect(pageLinks('/requests', {}, { page: 2, pages: 3 })).toEqual({
    previousHref: '/requests',
    nextHref: '/requests?page=3',
  });
});

test('somebody beyond the last page is led back to it', () => {
  expect(pageLinks('/requests', {}, { page: 9, pages: 3 })).toEqual({
    previousHref: '/requests?page=3',
    nextHref: null,
  });
  expect(pageSummary({ page: 2, pages: 49, total: 1_204 }, { one: 'request', many: 'requests' })).toBe(
    'Page 2 of 49, 1,204 requests',
  );
});

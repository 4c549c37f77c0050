import { expect, test } from 'vitest';
import type { PlanColumn } from '../plan-format/scrub-plan';
import type { Certificate } from './certificate';
import { columnWords, namedColumns } from './named-columns';

const column: PlanColumn = { type: 'text', class: 'business.value', mask: { name: 'keep' } };
const plan = {
  tables: {
    'cascade.files': { columns: { url: column, 'a.b "c"': column, Mixed: column } },
    'cascade."two words"': { columns: { url: column } },
  },
};
const found = (place: string) => ({ place, looksLike: 'mail' as const, count: 1 });
const met = (place: string, means: 'somebody' | 'meant' | 'shared') => ({
  place,
  from: 'cascade.users.name',
  means,
  values: 1,
  count: 1,
});

function named(proof: Partial<Certificate>): string[] {
  const document = { passed: false, tables: [], findings: [], ...proof };
  return namedColumns(document, plan).map(({ table, column: name }) => `${table}|${name}`);
}

test.each([
  ['cascade.files.url', 'cascade.files|url'],
  ['statistics of files.url', 'cascade.files|url'],
  ['statistics of app.files.url', 'cascade.files|url'],
  ['statistics of "An app".files.url', 'cascade.files|url'],
  ['statistics of app.files."Mixed"', 'cascade.files|Mixed'],
  ['cascade.files.a.b "c"', 'cascade.files|a.b "c"'],
  ['cascade."two words".url', 'cascade."two words"|url'],
  ['statistics of app."two words".url', 'cascade."two words"|url'],
])('what is found in %s names its column', (place, expected) => {
  expect(named({ findings: [found(place)] })).toEqual([expected]);
});

test('a comparison that failed and values elsewhere name their columns, each once', () => {
  const proof = { class: 'direct.mail' as const, mask: 'mail', expectation: 'absent' as const };
  const tables = [
    {
      table: 'cascade.files',
      sourceRows: 1,
      targetRows: 1,
      passed: false,
      columns: [
        { ...proof, column: 'url', survivors: 1, compared: 1, passed: false },
        { ...proof, column: 'Mixed', survivors: 0, compared: 1, passed: true },
      ],
    },
  ];
  const elsewhere = [
    met('cascade.files, column "url"', 'somebody'),
    met('cascade.files, column "Mixed"', 'shared'),
    met('cascade."two words", column "url"', 'somebody'),
  ];
  expect(named({ tables, elsewhere })).toEqual(['cascade.files|url', 'cascade."two words"|url']);
  expect(named({ tables, elsewhere, passed: true })).toEqual([]);
});

test('what is no column of the plan names none', () => {
  const places = [
    'comment on table cascade.files',
    'cascade.files',
    'materialized view v.url',
    'cascade.gone.url',
  ];
  expect(named({ findings: places.map(found) })).toEqual([]);
});

test('a sentence names a few columns and counts the others', () => {
  const columns = Array.from({ length: 7 }, (_each, at) => ({ table: 'a.t', column: `c${at}` }));
  expect(columnWords(columns.slice(0, 1))).toBe('a.t, column "c0"');
  expect(columnWords(columns)).toMatch(/"c4"; and 2 more$/);
});

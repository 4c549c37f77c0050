import { expect, test } from 'vitest';
import { tableKey } from '../../plan-format/table-key';
import { readWay, scopeWords, writeWay } from './scope';

test('a way reads back to itself, whatever its names hold', () => {
  const names = [
    'id',
    'organization_id',
    'Größe',
    'a b',
    'a,b',
    'a "quoted" one',
    'arrow → here',
    '(x)',
    '$1',
  ];
  for (const name of names) {
    expect(readWay(writeWay({ columns: [name, 'id'] }))).toEqual({ columns: [name, 'id'] });
    const table = tableKey('app', name.replace(/[()→]/g, '_'));
    const way = { columns: ['a', 'b'], references: { table, columns: ['x', 'y'] } };
    expect(readWay(writeWay(way))).toEqual(way);
  }
});

test('a way is written by hand as loosely as people write', () => {
  const way = { columns: ['project_id'], references: { table: 'app.project', columns: ['id'] } };
  for (const line of [
    'project_id → app.project (id)',
    ' project_id->app.project(id) ',
    'project_id -> app.project ( id )',
  ])
    expect(readWay(line)).toEqual(way);
  expect(readWay('region , id')).toEqual({ columns: ['region', 'id'] });
});

test('what says no way is none', () => {
  for (const line of [
    '',
    ' ',
    'a,',
    ',a',
    'a b',
    'a = 4',
    '→ app.project (id)',
    'a → app.project',
    'a → (id)',
    'a → b ()',
  ])
    expect(readWay(line), line).toBeNull();
});

test('a scope in words says which rows and which way', () => {
  const by = [{ columns: ['a'] }, { columns: ['b'], references: { table: 'app.c', columns: ['id'] } }];
  expect(scopeWords({ rows: 'tenant', by })).toBe('the tenant’s by a or b → app.c (id)');
  expect(scopeWords({ rows: 'reference', reason: 'shared' })).toBe('copied whole');
});

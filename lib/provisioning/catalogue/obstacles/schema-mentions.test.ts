import { expect, test } from 'vitest';
import { findSchemaMentions } from './schema-mentions';

const row = (definition: string, kind = 'function') => ({ kind, name: 'f', definition });

test.each([
  ['acme', 'SELECT count(*) FROM acme.parts'],
  ['acme', 'SELECT count(*) FROM ACME . parts'],
  ['acme', `EXECUTE format('SELECT FROM "acme".%I', t)`],
  ['acme', `PERFORM to_regclass('acme.parts')`],
  ['acme', `SET LOCAL search_path = 'acme'`],
  ['Acme GmbH', 'SELECT FROM "Acme GmbH".parts'],
  ['a"b', 'SELECT FROM "a""b".parts'],
  ['naïve', 'SELECT FROM naïve.parts'],
])('%s is seen in %s', (schema, definition) => {
  expect(findSchemaMentions([row(definition)], schema)).toEqual(['function f']);
});

test.each([
  ['acme', 'SELECT count(*) FROM parts'],
  ['acme', 'SELECT my_acme.parts, acmeco.parts FROM x'],
  ['acme', 'SELECT 1 AS acme'],
  ['a.b', 'SELECT FROM axb.parts'],
])('%s is not seen in %s', (schema, definition) => {
  expect(findSchemaMentions([row(definition)], schema)).toEqual([]);
});

test('a comment may name the schema', () => {
  expect(findSchemaMentions([row('belongs to acme.parts', 'comment')], 'acme')).toEqual([]);
});

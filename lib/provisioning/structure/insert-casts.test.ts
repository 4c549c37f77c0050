import { expect, it } from 'vitest';
import type { Made, SourceCast } from '../catalogue/casts/read-casts';
import { insertCasts } from './insert-casts';

/** A cast is made behind all that it needs and before all that may use it. */
const type = (name: string): Made => ({ kind: 'type', schema: 's', name, parameters: null });
const routine = (name: string, parameters: string): Made => ({
  kind: 'function',
  schema: 's',
  name,
  parameters,
});
const cast = (sql: string, ...after: Made[]): SourceCast => ({
  object: sql,
  sql,
  after,
  inside: true,
  outside: null,
});
const order = (script: string, casts: SourceCast[], half: 'pre-data' | 'post-data' = 'pre-data') =>
  insertCasts(script, casts, half).trim().split(/;\s*/).slice(0, -1);

it('it stands behind the last of its types and the one function with its parameters', () => {
  const script = `CREATE TYPE s.a AS ENUM ('x'); CREATE FUNCTION s.f(s.a, integer DEFAULT 1) RETURNS integer
    LANGUAGE sql AS $$ CREATE TYPE s.b $$; CREATE FUNCTION s.f("s"."b") RETURNS integer; CREATE UNLOGGED TABLE s."a;b" (n int); CREATE VIEW s.v AS SELECT 1;`;
  const made = order(script, [
    cast('ONE', type('a'), routine('f', 's.a, integer DEFAULT 1')),
    cast('TWO', type('a')),
    cast('THREE', type('a'), routine('f', 's.b')),
    cast('FOUR', type('v')),
    cast('FIVE'),
  ]).map((sql) => sql.slice(0, 21));
  expect(made.filter((sql) => /^[A-Z]+$/.test(sql))).toEqual(['FIVE', 'TWO', 'ONE', 'THREE', 'FOUR']);
  expect(made.indexOf('ONE')).toBe(made.findIndex((sql) => sql.startsWith('CREATE FUNCTION s.f(s')) + 1);
});

it('a shell of a type or a comment that quotes a heading is not the place', () => {
  const script = `CREATE TYPE s.a; -- Name: a; Type: TYPE; Schema: s; Owner: -
    CREATE FUNCTION s.in(cstring) RETURNS s.a; CREATE TYPE s.a (INPUT = s.in); CREATE TABLE s.t (a s.a);`;
  expect(order(script, [cast('CAST', type('a'))])[3]).toBe('CAST');
});

it('one whose function waits for a key is made in the second half, and only there', () => {
  const casts = [cast('CAST', type('a'), routine('f', 's.a'))];
  const [pre, post] = [
    'CREATE TYPE s.a AS ENUM ();',
    'CREATE FUNCTION s.f(s.a) RETURNS int; CREATE INDEX i ON s.t;',
  ];
  expect(order(pre, casts)).not.toContain('CAST');
  expect(order(post, casts, 'post-data')[1]).toBe('CAST');
  const ready = [cast('CAST', type('v'))];
  expect(order('CREATE VIEW s.v AS SELECT 1;', ready)).toContain('CAST');
  expect(order('CREATE OR REPLACE VIEW s.v AS SELECT 2;', ready, 'post-data')).not.toContain('CAST');
});

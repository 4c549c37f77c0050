import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitStatements } from './split-statements';

const texts = (script: string) => splitStatements(script).map((statement) => statement.sql);

describe('splitting a script into statements', () => {
  it('splits at semicolons between statements and leaves comments before them out', () => {
    expect(texts('-- one; two\nSELECT 1;\n\n/* a; /* b; */ c; */SELECT 2 ;')).toEqual([
      'SELECT 1',
      'SELECT 2 ',
    ]);
  });

  it('keeps semicolons inside literals, quoted names and dollar quotes', () => {
    const whole = [
      "COMMENT ON TABLE a IS 'it''s; not; over'",
      "SELECT E'a\\'; b'",
      'CREATE INDEX "a;""b" ON "x;y" (z)',
      'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $_$ SELECT 1; SELECT $$x;y$$; $_$',
      'SELECT $$ ; $not ; $$',
    ];
    expect(texts(`${whole.join(';\n')};`)).toEqual(whole);
  });

  it('keeps the body of a rule and of a function in standard SQL whole', () => {
    const whole = [
      'CREATE RULE r AS ON INSERT TO t DO INSTEAD (SELECT 1; SELECT 2)',
      'CREATE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a > 1 THEN 1 ELSE 2 END; SELECT 2; END',
      'SELECT 1',
    ];
    expect(texts(`${whole.join(';')};`)).toEqual(whole);
  });

  it('leaves lines for psql out', () => {
    expect(texts('\\restrict abc;\nSELECT 1;\n\\unrestrict abc\n')).toEqual(['SELECT 1']);
  });

  it('reads names as the server does', () => {
    const [statement] = splitStatements('ALTER TABLE ONLY "A ""b""".Cd ADD x;');
    expect(statement?.tokens.map((token) => token.text)).toEqual([
      'alter',
      'table',
      'only',
      'A "b"',
      '.',
      'cd',
      'add',
      'x',
    ]);
  });

  it('refuses a script that ends in the middle', () => {
    for (const script of ["SELECT 'a;", 'SELECT "a;', '/* a', 'SELECT 1'])
      expect(() => splitStatements(script)).toThrow();
  });

  it('finds exactly the statements that were joined, whatever their literals hold', () => {
    const quote = (value: string) => `SELECT '${value.replaceAll("'", "''")}'`;
    const name = (value: string) => `SELECT "${value.replaceAll('"', '""')}"`;
    const any = fc.oneof(fc.string({ unit: 'binary' }).map(quote), fc.string({ unit: 'binary' }).map(name));
    fc.assert(
      fc.property(fc.array(any), (statements) => {
        expect(texts(statements.map((each) => `${each};`).join('\n'))).toEqual(statements);
      }),
      { seed: 20260101 },
    );
  });
});

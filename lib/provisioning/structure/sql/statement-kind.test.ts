import { describe, expect, it } from 'vitest';
import { splitStatements } from './split-statements';
import { statementKind } from './statement-kind';

const kindOf = (sql: string) => splitStatements(`${sql};`).map(statementKind)[0];

describe('the kind of a statement', () => {
  const table = { schema: 's', name: 'a on b' };
  it.each([
    ['SET statement_timeout = 0', { kind: 'setting' }],
    ['CREATE UNIQUE INDEX "on" ON ONLY s."a on b" USING btree (lower(x))', { kind: 'index', table }],
    ['CREATE INDEX i ON s."a on b" USING gin (x)', { kind: 'index', table }],
    ['ALTER TABLE ONLY s."a on b" ADD CONSTRAINT "foreign" PRIMARY KEY (x)', { kind: 'key', table }],
    ['ALTER TABLE ONLY s."a on b" ADD CONSTRAINT e EXCLUDE USING gist (x WITH &&)', { kind: 'key', table }],
    ['ALTER INDEX s.i ATTACH PARTITION s.j', { kind: 'attach' }],
    ['CREATE STATISTICS s.st ON x, y FROM s.t', { kind: 'statistics' }],
    ["COMMENT ON INDEX s.i IS 'a'", { kind: 'other' }],
    ['ALTER TABLE s."a on b" ENABLE ROW LEVEL SECURITY', { kind: 'other' }],
    ['ALTER TABLE s."a on b" ADD CONSTRAINT c CHECK (x > 1) NOT VALID', { kind: 'other' }],
    ['CREATE TRIGGER t BEFORE INSERT ON s.t FOR EACH ROW EXECUTE FUNCTION s.f()', { kind: 'other' }],
    ['REFRESH MATERIALIZED VIEW s."a on b"', { kind: 'refresh', view: table }],
  ])('%s', (sql, expected) => {
    expect(kindOf(sql)).toEqual(expected);
  });

  it('tells checked foreign keys from unchecked ones', () => {
    const sql =
      'ALTER TABLE ONLY s."a on b" ADD CONSTRAINT "references" FOREIGN KEY (x) REFERENCES s.r(y) ON DELETE CASCADE';
    const expected = {
      kind: 'foreign-key',
      table,
      references: { schema: 's', name: 'r' },
      constraint: 'references',
    };
    expect(kindOf(sql)).toEqual({ ...expected, unchecked: false });
    expect(kindOf(`${sql} NOT VALID`)).toEqual({ ...expected, unchecked: true });
    expect(kindOf(`${sql} NOT ENFORCED`)).toEqual({ ...expected, unchecked: true });
  });
});

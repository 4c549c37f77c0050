import { expect, test } from 'vitest';
import type { ColumnProof } from '../../certificate-format/certificate';
import { differencesOfProof } from './differences-of-proof';

const column = (name: string, expectation: ColumnProof['expectation']): ColumnProof => ({
  column: name,
  class: 'direct.mail',
  mask: expectation === 'kept' ? 'keep' : 'mail',
  expectation,
  survivors: 0,
  compared: 1,
  passed: true,
});
const table = (name: string, [sourceRows, targetRows]: [number, number], columns: ColumnProof[]) => ({
  table: name,
  sourceRows,
  targetRows,
  passed: true,
  columns,
});

test('a proof tells what was masked by table, what came in part or not at all, and what stayed behind', () => {
  const tables = [
    table('app.parts', [9, 9], [column('name', 'kept')]),
    table('app.users', [9, 4], [column('mail', 'absent'), column('state', 'kept')]),
    table('app.people', [3, 3], [column('mail', 'absent'), column('phone', 'empty')]),
    table('app.sessions', [5, 0], [column('token', 'empty')]),
    table('app.unused', [0, 0], [column('mail', 'absent')]),
  ];
  const tenancy = [
    { table: 'app.tenants', rows: 'exclude' as const, scope: 'no row', shownBy: [], strangers: 0 },
  ];
  const structureTexts = { kept: [], leftBehind: ['comment on table app.users'] };
  expect(differencesOfProof({ tables, tenancy, leftBehind: ['publication "all"'], structureTexts })).toEqual({
    masked: [
      { table: 'app.people', masked: 2, columns: 2 },
      { table: 'app.sessions', masked: 1, columns: 1 },
      { table: 'app.unused', masked: 1, columns: 1 },
      { table: 'app.users', masked: 1, columns: 2 },
    ],
    empty: ['app.sessions', 'app.tenants'],
    inPart: ['app.users'],
    leftBehind: ['publication "all"'],
    comments: 1,
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  baselineDatabase,
  buildingDatabase,
  isCopyId,
  loaderRole,
  parseDatabaseName,
  parseRoleName,
  publishedDatabase,
  templateDatabase,
  tenantRole,
} from './names';

const copyId = fc.stringMatching(/^[a-z0-9]{8,20}$/);
const attempt = fc.integer({ min: 1, max: 999_999_999 });

test('every name reads back to what it was made of, and fits into 63 bytes', () => {
  fc.assert(
    fc.property(copyId, attempt, (id, n) => {
      expect(parseDatabaseName(publishedDatabase(id))).toEqual({
        use: 'published',
        copyId: id,
        attempt: null,
      });
      expect(parseDatabaseName(buildingDatabase(id, n))).toEqual({
        use: 'building',
        copyId: id,
        attempt: n,
      });
      expect(parseDatabaseName(baselineDatabase(id, n))).toEqual({
        use: 'baseline',
        copyId: id,
        attempt: n,
      });
      expect(parseRoleName(tenantRole(id, n))).toEqual({ use: 'tenant', copyId: id, attempt: n });
      expect(parseRoleName(loaderRole(id, n))).toEqual({ use: 'loader', copyId: id, attempt: n });
      expect(baselineDatabase(id, n).length).toBeLessThanOrEqual(63);
    }),
  );
});

test('a template is named by its parts, their order and their borders', () => {
  const names = [
    ['a', 'b'],
    ['b', 'a'],
    ['ab', ''],
    ['a', 'b', ''],
  ].map(templateDatabase);
  expect(new Set(names).size).toBe(4);
  expect(parseDatabaseName(names[0] ?? '')).toMatchObject({ use: 'template' });
});

test('what is not ours is not read as ours', () => {
  for (const name of [
    'postgres',
    'sb_',
    'sb_short',
    'sb_abcdefgh_0',
    'sb_abcdefgh_01',
    'sb_abcdefgh_1_bas',
    'xsb_abcdefgh',
    'sb_abcdefgh\n',
    'sbt_12',
  ])
    expect(parseDatabaseName(name)).toBeNull();
  for (const name of ['sbr_abcdefgh', 'sbr_ABCDEFGH_1', 'sbx_abcdefgh_1', 'sbr_abcdefgh_1\n'])
    expect(parseRoleName(name)).toBeNull();
  for (const id of ['', 'short', 'UPPERCASE1', 'with"quote', 'a'.repeat(21), 'abcdefgh\n'])
    expect(isCopyId(id)).toBe(false);
});

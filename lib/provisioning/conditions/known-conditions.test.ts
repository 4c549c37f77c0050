import { describe, expect, test } from 'vitest';
import { toProvisioningError } from '../provisioning-error';
import { type Circumstances, type Condition, findCondition, type Side } from './condition';
import { knownConditions } from './known-conditions';
import { remedies } from './remedies';

const secret = 'geheim';

/** The failures that a row speaks of: each of its codes and routines, on each side, at each time. */
function casesOf(row: Condition): { thrown: Error; circumstances: Circumstances }[] {
  const sides: Side[] = row.side ? [row.side] : ['source', 'target'];
  const times = row.during ? [row.during] : (['connecting', 'working'] as const);
  const routines = row.routines ?? ['SomeOtherFunction'];
  return row.codes.flatMap((code) =>
    sides.flatMap((side) =>
      times.flatMap((during) =>
        routines.map((routine) => ({
          thrown: Object.assign(new Error(`${secret} in the message`), {
            code: code.length === 2 ? `${code}999` : code,
            detail: `${secret} in the detail`,
            ...(routine === null ? {} : { routine }),
          }),
          circumstances: { side, during, isEncrypted: row.isEncrypted ?? true },
        })),
      ),
    ),
  );
}

describe('each known condition', () => {
  test.each(knownConditions.map((row) => [`${row.codes[0]}: ${row.sentence}`, row] as const))(
    '%s',
    (_title, row) => {
      const found = casesOf(row).map(({ thrown, circumstances }) =>
        findCondition(knownConditions, thrown, circumstances),
      );
      // A class of SQLSTATEs, or a row for any time, may leave some of its cases to rows that say more; never all.
      expect(found).toContain(row);
      expect(found).not.toContain(undefined);
      expect(row.sentence).toMatch(/^[A-Z].*\.$/);
      expect(row.help ?? 'A sentence.').toMatch(/^[A-Z].*[.)]$/);
      for (const { thrown, circumstances } of casesOf(row)) {
        const { side, ...more } = circumstances;
        const error = toProvisioningError(thrown, side, undefined, more);
        expect(Object.keys(remedies)).toContain(error.code);
        expect(`${error.message} ${error.remedy}`).not.toMatch(/[{}]|geheim|undefined/);
        expect(error.code).not.toBe('internal');
      }
    },
  );

  test('a sentence is the only one of its kind', () => {
    const sentences = knownConditions.map(({ sentence }) => sentence);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

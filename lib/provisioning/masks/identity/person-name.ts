import { z } from 'zod';
import { familyNames } from '../dictionaries/family-names';
import { givenNames, type Script } from '../dictionaries/given-names';
import { defineMask, type MaskColumn, type MaskContext } from '../mask';
import { leavesRoom, withDistinctSuffix } from '../sql/distinct-suffix';
import { numberOf, valueDigest } from '../sql/keyed';
import { type Draw, drawnOtherwise, longestOf, pickWord } from '../sql/pick';
import { byScript } from '../sql/script';
import { asColumn, asText, cutToRoom, fitsText, isText, roomOf, whenFilled } from '../sql/text-value';

const parameters = z.strictObject({
  part: z.enum(['full', 'given', 'family', 'family_first', 'initial']).default('full'),
  /** A column of the same table that tells female from male: f, female, w, woman, frau / m, male, man, herr, mr. */
  genderColumn: z.string().min(1).optional(),
});
type Parameters = z.infer<typeof parameters>;

const allGiven = [...Object.values(givenNames)].flatMap((names) => [...names.female, ...names.male]);
const longest = longestOf(allGiven) + 2 + longestOf(Object.values(familyNames).flat());
/** Scripts that write names without a blank, the family's name first. */
const joined: readonly Script[] = ['han', 'kana', 'hangul'];

function given(script: Script, gender: string | null, one: One): string {
  const { female, male } = givenNames[script];
  const either = one([...female, ...male]);
  if (gender === null) return `(${either})`;
  return `CASE WHEN ${gender} IN ('f', 'female', 'w', 'woman', 'frau', 'ms', 'mrs', 'femme', 'mujer', 'k') THEN ${one(female)}
               WHEN ${gender} IN ('m', 'male', 'man', 'herr', 'mr', 'homme', 'hombre', 'e') THEN ${one(male)}
               ELSE ${either} END`;
}

/** A word of the list, by the number `n` of the value. */
type One = (words: readonly string[], divide?: number) => string;

function name(script: Script, part: Parameters['part'], gender: string | null, one: One): string {
  if (part === 'initial') {
    const initial: One = (words) => one(words.map((word) => [...word].slice(0, 1).join('')));
    return given(script, gender, initial);
  }
  const family = `(${one(familyNames[script], 4_096)})`;
  if (part === 'given') return given(script, gender, one);
  if (part === 'family') return family;
  if (joined.includes(script)) return `${family} || ${given(script, gender, one)}`;
  if (part === 'family_first') return `${family} || ', ' || ${given(script, gender, one)}`;
  return `${given(script, gender, one)} || ' ' || ${family}`;
}

function expression(column: MaskColumn, { part, genderColumn }: Parameters, context: MaskContext): string {
  const gender = genderColumn === undefined ? null : context.sibling(genderColumn);
  const genderText = gender === null ? null : 'g';
  const room = column.unique ? Number.POSITIVE_INFINITY : roomOf(column);
  const made = (draw: Draw) => {
    const one: One = (words, divide = 1) => pickWord(words, { number: 'n', divide, draw, room });
    const whole = byScript('first', (script) => name(script, part, genderText, one));
    return column.unique ? whole : cutToRoom(column, whole, longest);
  };
  const columns = [
    `ascii(${asText(column)}) AS first`,
    `${numberOf(valueDigest(column, 'name'))} AS n`,
    ...(gender === null ? [] : [`lower(${gender.sql}::text) AS g`]),
  ];
  const fitting = withDistinctSuffix(column, drawnOtherwise(column, columns, made, context.alias), 'name');
  const present = `CASE WHEN ${asText(column)} IS NULL THEN NULL ELSE ${whenFilled(column, fitting)} END`;
  return asColumn(column, present);
}

/**
 * A name from a list, in the script of the name it replaces, of the row's gender where a column tells it; never the name
 * itself. So few names for so many people that meeting somebody else's is chance, not trace.
 */
export const personName = defineMask({
  name: 'person_name',
  parameters,
  strength: 'strong',
  keeps: 'the script, the gender where known; equal names stay equal, different ones may become equal',
  loses: 'the name, its length, rare spellings',
  keepsNull: true,
  supports(column, { part, genderColumn }, context) {
    if (!isText(column.type)) return fitsText(column, 1);
    if (genderColumn !== undefined && !context.sibling(genderColumn))
      return `the table has no column "${genderColumn}"`;
    return part === 'initial' ? fitsText(column, 1) : fitsText(column, 4);
  },
  injective(column, { part }) {
    return part === 'initial'
      ? 'initials cannot be kept unique'
      : leavesRoom(column, Math.min(longest + 1, roomOf(column)));
  },
  expression,
});

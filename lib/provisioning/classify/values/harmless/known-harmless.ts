import { hasCounter, hasFewDigits, isCounted } from './counted';
import { harmlessForm } from './forms';
import { isComposed, isVocabulary } from './vocabulary';

/** Why values are known to be harmless; `says` is evidence and holds no value. */
export interface KnownHarmless {
  kind: 'vocabulary' | 'form' | 'counted' | 'composed';
  says: string;
}

/**
 * Why the values of a column that could hold anything are known to be harmless: few of them that repeat, a form that says
 * nothing of anybody, numbers that are counted up, or few words put together. Null where nothing of the kind is known, as of
 * values that differ in almost every row. The name of the column does not come into it. Pure.
 */
export function knownHarmless(values: readonly string[]): KnownHarmless | null {
  if (values.length === 0) return null;
  const different = new Set(values).size;
  if (isVocabulary(values))
    return { kind: 'vocabulary', says: `${different} different labels among ${values.length} values` };
  const form = harmlessForm(values);
  if (form) return { kind: 'form', says: `values are ${form}` };
  if (isCounted(values)) return { kind: 'counted', says: 'numbers that are counted up' };
  if (isComposed(values) && (hasFewDigits(values) || hasCounter(values)))
    return { kind: 'composed', says: 'few words, put together in different ways' };
  return null;
}

import { isPlainLabel } from './vocabulary';

/**
 * Numbers that are counted up: `A-1001`, `A-1002`, `2024/17`. They tell no more than the row's own key does. Random numbers
 * have gaps between them, however they are written.
 */

/** Half of the steps from one number to the next higher one are no wider than this. */
const widestStep = 4;
const fewestSteps = 2;
const mostTemplates = 12;
/** Year and number together are more pairs than rows, but not many more. */
const mostPairs = 8;

interface Written {
  /** What stands around the digits. */
  template: string;
  runs: string[];
}

const writtenOf = (value: string): Written => ({
  template: value.replace(/\d+/g, '#'),
  runs: value.match(/\d+/g) ?? [],
});

/** Infinite where there are too few to tell. */
function medianStep(runs: readonly string[]): number {
  const numbers = [...new Set(runs.map(Number))].sort((left, right) => left - right);
  const steps = numbers.slice(1).map((number, at) => number - (numbers[at] ?? 0));
  steps.sort((left, right) => left - right);
  return steps.length < fewestSteps ? Number.POSITIVE_INFINITY : (steps[Math.floor(steps.length / 2)] ?? 0);
}

/** Whether the digits in the values are a counter, with others beside it at most that hardly change. */
export function hasCounter(values: readonly string[]): boolean {
  const written = values.map((value) => writtenOf(value).runs);
  const length = written[0]?.length ?? 0;
  if (length === 0 || written.some((runs) => runs.length !== length)) return false;
  if (written.some((runs) => runs.some((run) => run.length > 15))) return false;
  const columns = Array.from({ length }, (_, at) => written.map((runs) => runs[at] ?? ''));
  const sizes = columns.map((runs) => new Set(runs).size);
  const counter = columns[sizes.indexOf(Math.max(...sizes))] ?? [];
  const pairs = sizes.reduce((product, size) => product * size, 1);
  const different = new Set(written.map((runs) => runs.join(' '))).size;
  return medianStep(counter) <= widestStep && pairs <= Math.max(different, 1) * mostPairs;
}

/** Whether the values are numbers that are counted up, inside few and plain surroundings. */
export function isCounted(values: readonly string[]): boolean {
  const different = new Set(values);
  const templates = new Set([...different].map((value) => writtenOf(value).template));
  return (
    templates.size <= Math.min(mostTemplates, Math.max(1, different.size / 4)) &&
    [...templates].every((template) => isPlainLabel(template)) &&
    hasCounter(values)
  );
}

/** Whether no value holds more than three digits. */
export function hasFewDigits(values: readonly string[]): boolean {
  return values.every((value) => value.replace(/\D/g, '').length <= 3);
}

/**
 * Whether whole numbers may be codes that somebody was given: all as long as one another, hardly one twice, and not counted up.
 * Amounts and quantities differ in length.
 */
export function areCodes(values: readonly string[]): boolean {
  const digits = values[0]?.length ?? 0;
  return (
    values.length >= 5 &&
    digits >= 4 &&
    values.every((value) => value.length === digits && /^\d+$/.test(value)) &&
    new Set(values).size >= values.length * 0.9 &&
    !hasCounter(values)
  );
}

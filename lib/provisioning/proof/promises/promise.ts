import type { Expectation } from '../../../certificate-format/certificate';
import type { MaskSpec, PlanColumn } from '../../../plan-format/scrub-plan';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { asDocument, unnamedKeys } from '../compare/key-conditions';
import { keyPlaces } from '../compare/key-places';
import { isThorough, outcomeOf } from './expectation';
import { promisesOf } from './mask-promises';

/** What the plan promises of one column, in a form that two databases can be asked about. */
export type ColumnPromise = {
  expectation: Expectation;
  /** Over a value of the source, where only some must change: true for those. */
  touched?: (value: string) => string;
  /** Over a value of the target, of a mask with a form of its own: true for what it never makes. */
  foreign?: (value: string) => string;
};

/** The strongest promise that the decision's words and the column's type allow. */
export function promiseOf({ type }: CatalogueColumn, { mask }: PlanColumn): ColumnPromise {
  const { is: expectation } = outcomeOf(mask);
  const promises = mask && promisesOf(mask.name);
  if (!mask || !promises) return { expectation };
  const { absentIn, foreign } = promises;
  if (absentIn?.(type)) return { expectation: 'absent' };
  if (foreign && foreign(mask, type, 'v') !== null)
    return { expectation: 'made', foreign: (value) => foreign(mask, type, value) ?? 'false' };
  const isOpen = expectation === 'reported' || expectation === 'changed';
  if (isOpen && touchedBy(mask, type, 'v') !== null)
    return { expectation: 'changed', touched: (value) => touchedBy(mask, type, value) ?? 'false' };
  return { expectation };
}

/**
 * An SQL condition over a value of the source that is true where this mask must change it; null where the plan's words
 * do not tell.
 */
function touchedBy(mask: MaskSpec, type: ColumnType, value: string): string | null {
  const ofValue = promisesOf(mask.name)?.touched?.(mask, type, value, isThorough) ?? null;
  const told = [ofValue, ...keysTouched(mask, type, value)].filter((condition) => condition !== null);
  return told.length > 0 ? told.join(' OR ') : null;
}

/** A document with a key that has to be renewed does not stay as it is. */
const keysTouched = (mask: MaskSpec, type: ColumnType, value: string) =>
  keyPlaces(mask)
    .filter(({ others }) => others === 'renewed')
    .map((place) => `EXISTS ${unnamedKeys(asDocument(type, value), place)}`);

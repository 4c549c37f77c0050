import type { MaskSpec, PlanColumn } from '../../../plan-format/scrub-plan';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { type Expectation, expectationOf } from './expectation';
import { foreignTo } from './made-by-mask';
import { touchedBy } from './touched-by-mask';

/** What the plan promises of one column, in a form that two databases can be asked about. */
export type ColumnPromise = {
  expectation: Expectation;
  /** Over a value of the source, where only some must change: true for those. */
  touched?: (value: string) => string;
  /** Over a value of the target, of a mask with a form of its own: true for what it never makes. */
  foreign?: (value: string) => string;
};

/** Random UUIDs meet none that exist; shorter pseudonyms may. */
const isUnheardOf = (mask: MaskSpec, { kind, base }: ColumnType) =>
  mask.name === 'pseudonym' && kind === 'base' && base === 'uuid';

/** The strongest promise that the decision's words and the column's type allow. */
export function promiseOf({ type }: CatalogueColumn, entry: PlanColumn): ColumnPromise {
  const expectation = expectationOf(entry);
  const { mask } = entry;
  if (!mask) return { expectation };
  if (isUnheardOf(mask, type)) return { expectation: 'absent' };
  if (foreignTo(mask, type, 'v') !== null)
    return { expectation: 'made', foreign: (value) => foreignTo(mask, type, value) ?? 'false' };
  if (touchedBy(mask, type, 'v') !== null && (expectation === 'reported' || expectation === 'changed'))
    return { expectation: 'changed', touched: (value) => touchedBy(mask, type, value) ?? 'false' };
  return { expectation };
}

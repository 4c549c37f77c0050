import { z } from 'zod';
import type { PlanDifference } from '../plan-format/diff-plans';
import {
  type PlanColumn,
  planColumn,
  structureFinding,
  tableScope,
  tenantKey,
} from '../plan-format/scrub-plan';
import { describeKey } from '../products/tenant';
import { maskParameters, maskTitle } from './masks/mask';
import { classLabel } from './plan';
import { scopeWords } from './scopes/scope';

/**
 * The vocabulary of differences between two plans: each as an address and what it was before and is after, in words.
 * Safe in the browser.
 */

export type { PlanDifference };

export type DifferenceWords = {
  address: string;
  kind: PlanDifference['kind'];
  changes: { what: string; before: string; after: string }[];
};

/** A difference in the words of the pages. A part without a value reads "none". */
export function describeDifference(difference: PlanDifference): DifferenceWords {
  const { place, column, kind } = difference;
  return {
    address: column ? `${place}.${column}` : place,
    kind,
    changes: column ? columnChanges(difference) : placeChanges(difference),
  };
}

function columnChanges({ kind, fields, before, after }: PlanDifference) {
  const shown = kind === 'changed' ? fields : ['class', 'mask'];
  const [old, current] = [planColumn.safeParse(before).data, planColumn.safeParse(after).data];
  return shown.map((field) => ({
    what: fieldLabels[field] ?? field,
    before: columnWords(old, field),
    after: columnWords(current, field),
  }));
}

const fieldLabels: Record<string, string> = {
  decidedBy: 'decided by',
  rowFilter: 'row filter',
  server: 'server',
  unlisted: 'structure',
  scope: 'rows that leave',
  tenant: 'key',
};

function columnWords(column: PlanColumn | undefined, field: string): string {
  if (!column) return 'none';
  if (field === 'class') return classLabel(column.class);
  if (field === 'mask')
    return column.mask
      ? [maskTitle(column.mask.name), maskParameters(column.mask)].filter(Boolean).join(', ')
      : 'none';
  const parts = z.record(z.string(), z.unknown()).parse(column);
  return asWords(parts[field]);
}

function placeChanges({ kind, fields, before, after }: PlanDifference) {
  const [field] = fields;
  if (field === 'definition' || field === 'unlisted')
    return [{ what: 'structure', ...structureWords[field](kind) }];
  return fields.map((field) => ({
    what: fieldLabels[field] ?? field,
    before: placeWords(before, field),
    after: placeWords(after, field),
  }));
}

/** What became of an object of the structure; its definition may hold values and stands in no list. */
const structureWords = {
  definition: (kind: PlanDifference['kind']) =>
    ({
      added: { before: 'none', after: 'appeared' },
      removed: { before: 'was there', after: 'none' },
      changed: { before: 'none', after: 'is defined otherwise' },
    })[kind],
  unlisted: () => ({
    before: 'none',
    after:
      'has changed; which object cannot be said, since one of the two plans was made before a list of objects was kept',
  }),
};

function placeWords(value: unknown, field: string): string {
  const scope = field === 'scope' ? tableScope.safeParse(value).data : undefined;
  if (scope) return scopeWords(scope);
  const key = field === 'tenant' ? tenantKey.safeParse(value).data : undefined;
  // Two keys of one source have the same columns: what differs is a value, and no value is shown in a list of changes.
  if (key) return `${describeKey(key)} with its value`;
  const finding = structureFinding.safeParse(value);
  return finding.success ? finding.data.decision : asWords(value);
}

function asWords(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

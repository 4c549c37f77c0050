import { canonicalJson } from '../canonical-json';
import { ownEntry } from './own-entry';
import { isObjectPlace, type PlanColumn, type ScrubPlan, type StructureFinding } from './scrub-plan';
import { compareObjects, type ObjectChange } from './structure/compare-objects';

/** What differs between two plans, for a reviewer who signed one and is asked for the other. */

export interface PlanDifference {
  /**
   * `schema.table`, a structure finding's place, an object of the structure such as `view "open_orders"`, or `links`,
   * `source`, `schemas`, `allSchemas`, `tenant`.
   */
  place: string;
  column?: string;
  kind: 'added' | 'removed' | 'changed';
  /** Which parts changed: class, mask, type, reason, decidedBy, rowFilter, scope, decision, definition, server. */
  fields: string[];
  before: unknown;
  after: unknown;
}

const compared = ['type', 'class', 'mask', 'reason', 'decidedBy'] as const;

const differs = (left: unknown, right: unknown) =>
  canonicalJson(left ?? null) !== canonicalJson(right ?? null);

function diffColumn(
  place: string,
  column: string,
  before: PlanColumn | undefined,
  after: PlanColumn | undefined,
): PlanDifference[] {
  if (!before || !after) {
    const kind = before ? 'removed' : 'added';
    return before || after
      ? [{ place, column, kind, fields: [], before: before ?? null, after: after ?? null }]
      : [];
  }
  const fields = compared.filter((field) => differs(before[field], after[field]));
  return fields.length === 0 ? [] : [{ place, column, kind: 'changed', fields, before, after }];
}

function unionOfKeys(left: object, right: object): string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();
}

function diffTables(before: ScrubPlan, after: ScrubPlan): PlanDifference[] {
  return unionOfKeys(before.tables, after.tables).flatMap((place) => {
    const [old, current] = [before.tables[place], after.tables[place]];
    const filter = (['rowFilter', 'scope'] as const)
      .filter((field) => differs(old?.[field], current?.[field]))
      .map((field) => ({
        place,
        kind: 'changed' as const,
        fields: [field],
        before: old?.[field] ?? null,
        after: current?.[field] ?? null,
      }));
    const columns = unionOfKeys(old?.columns ?? {}, current?.columns ?? {});
    return [
      ...filter,
      ...columns.flatMap((name) =>
        diffColumn(
          place,
          name,
          old && ownEntry(old.columns, name),
          current && ownEntry(current.columns, name),
        ),
      ),
    ];
  });
}

/** What is done because nobody said otherwise is as good as no entry: a comment stays behind, an extension comes along. */
const answered = (place: string, finding: StructureFinding | undefined) =>
  finding?.decision === (isObjectPlace(place) ? 'keep' : 'drop') && finding.decidedBy === undefined
    ? undefined
    : finding;

/** What differs between two structures and the lists of their objects cannot say. */
const unnamed = (field: 'definition' | 'unlisted'): PlanDifference => ({
  place: 'source',
  kind: 'changed',
  fields: [field],
  before: null,
  after: null,
});

/**
 * The objects of the structure that came, went or changed. Columns that the plan itself tells apart are not told again; a
 * structure that changed without a list on both sides is told as a whole.
 */
function diffSource(
  before: ScrubPlan['source'],
  after: ScrubPlan['source'],
  tables: readonly PlanDifference[],
): PlanDifference[] {
  const server: PlanDifference[] = differs(before.server, after.server)
    ? [{ place: 'source', kind: 'changed', fields: ['server'], before: before.server, after: after.server }]
    : [];
  if (before.fingerprint === after.fingerprint) return server;
  if (!before.objects || !after.objects) return [...server, unnamed('unlisted')];
  const told = new Set(
    tables
      .filter(({ column, kind, fields }) => column && (kind !== 'changed' || fields.includes('type')))
      .map(({ place, column }) => `${place}.${column}`),
  );
  const changes = compareObjects(before.objects, after.objects);
  if (changes.length === 0) return [...server, unnamed('definition')];
  const several = Object.keys({ ...before.objects, ...after.objects }).length > 1;
  return [
    ...server,
    ...changes.filter((each) => !told.has(columnOf(each))).map((each) => asDifference(each, several)),
  ];
}

function asDifference({ schema, object, change }: ObjectChange, several: boolean): PlanDifference {
  return {
    place: several ? `${object} in ${schema}` : object,
    kind: change === 'dropped' ? 'removed' : change,
    fields: ['definition'],
    before: change === 'added' ? null : 'as it was',
    after: change === 'dropped' ? null : 'as it is',
  };
}

/** How the plan addresses a column that a list of objects names; nothing for other objects. */
function columnOf({ schema, object }: ObjectChange): string {
  const name = /^column "(.*)"$/.exec(object)?.[1] ?? '';
  return `${schema}.${name}`;
}

/**
 * Every difference that changes what leaves or who answers for it; confidence and evidence do not. Empty means that
 * both plans let the same out for the same reasons. Sorted by place, then column. Pure.
 */
export function diffPlans(before: ScrubPlan, after: ScrubPlan): PlanDifference[] {
  const whole = (['schemas', 'allSchemas', 'tenant', 'links'] as const)
    .filter((field) => differs(before[field], after[field]))
    .map(
      (field): PlanDifference => ({
        place: field,
        kind: 'changed',
        fields: [field],
        before: before[field] ?? null,
        after: after[field] ?? null,
      }),
    );
  const structure = unionOfKeys(before.structure, after.structure)
    .filter((place) =>
      differs(answered(place, before.structure[place]), answered(place, after.structure[place])),
    )
    .map((place): PlanDifference => {
      const [old, current] = [before.structure[place], after.structure[place]];
      return {
        place,
        kind: old ? (current ? 'changed' : 'removed') : 'added',
        fields: ['decision'],
        before: old ?? null,
        after: current ?? null,
      };
    });
  const tables = diffTables(before, after);
  return [...diffSource(before.source, after.source, tables), ...whole, ...tables, ...structure];
}

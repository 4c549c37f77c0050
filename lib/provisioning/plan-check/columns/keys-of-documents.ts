import { type JsonNode, jsonNode } from '../../../plan-format/json-shape';
import type { MaskSpec, PlanColumn, ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue } from '../../catalogue/catalogue';
import { knownValue, mayNameField } from '../../classify/inside/field-names';
import { holdsKeys } from '../../classify/propose/propose-mask';
import { shapeOf } from '../../classify/values/shape';
import { findMask } from '../../masks/registry';
import { plannedTables } from '../drift';
import type { Refusal } from '../refusal';

/**
 * Keys of documents are values, and a plan holds no value. It may name a key that can be the name of a field; one that a
 * person put there may have any form that no detector of values knows (`Order number`).
 */
export function findKeysThatAreData(plan: ScrubPlan): Refusal[] {
  return columnsOf(plan).flatMap(({ table, column, entry }) => {
    const suspects = entry.mask
      ? namedKeys(entry.mask).filter(
          (key) => knownValue(key) !== null || !(entry.decidedBy || mayNameField(key)),
        )
      : [];
    const [first] = suspects;
    if (first === undefined) return [];
    const looks = `${knownValue(first) ?? 'no name of a field'} (${shapeOf(first)})`;
    const many = suspects.length === 1 ? 'a key' : `${suspects.length} keys`;
    const message = `${table}, column "${column}": the plan names ${many} of its documents that may be data; the first looks like ${looks}. Read the source again, or mask such keys with "others".`;
    return [{ code: 'key_is_data', table, column, message }];
  });
}

/** Columns of documents that leave whole: keys that nobody has seen leave with them. */
export function findDocumentsKeptWhole(plan: ScrubPlan, catalogue: Catalogue): Refusal[] {
  const documents = new Set(
    plannedTables(catalogue).flatMap((table) =>
      table.columns.filter(({ type }) => holdsKeys(type)).map(({ name }) => `${table.key}.${name}`),
    ),
  );
  return columnsOf(plan)
    .filter(({ entry, table, column }) => entry.mask?.name === 'keep' && documents.has(`${table}.${column}`))
    .map(({ table, column }) => ({
      code: 'documents_kept_whole',
      table,
      column,
      message: `${table}, column "${column}": its documents leave whole, with every key that they hold at the time of the copy. The mask json lets only the keys leave that it names.`,
    }));
}

type PlannedColumn = { table: string; column: string; entry: PlanColumn };

const columnsOf = (plan: ScrubPlan): PlannedColumn[] =>
  Object.entries(plan.tables).flatMap(([table, { columns }]) =>
    Object.entries(columns).map(([column, entry]) => ({ table, column, entry })),
  );

/** The keys of documents that a mask names, those of masks inside it among them. None for parameters that cannot be read. */
function namedKeys(mask: MaskSpec): string[] {
  const inside = findMask(mask.name)?.inner(mask) ?? [];
  return [...ownKeys(mask), ...inside.flatMap((inner) => namedKeys(inner.mask))];
}

function ownKeys(mask: MaskSpec): string[] {
  if (mask.name === 'hstore') return typeof mask.keys === 'object' && mask.keys ? Object.keys(mask.keys) : [];
  const shape = mask.name === 'json' ? jsonNode.safeParse(mask.shape) : undefined;
  return shape?.success ? keysOf(shape.data) : [];
}

function keysOf(node: JsonNode): string[] {
  if ('mask' in node) return [];
  if ('items' in node) return keysOf(node.items);
  const below = [...Object.values(node.keys), ...(node.others ? [node.others.value] : [])];
  return [...Object.keys(node.keys), ...below.flatMap(keysOf)];
}

import { ownEntry } from '../../plan-format/own-entry';
import type { PlanColumn, ScrubPlan } from '../../plan-format/scrub-plan';
import { tableKey } from '../../plan-format/table-key';
import type { Catalogue, CatalogueTable } from '../catalogue/catalogue';
import { keepsSensitive } from '../masks/keeps-values';
import { findMask } from '../masks/registry';
import type { Refusal, RefusalCode } from './refusal';

/** What a plan says of columns, against the columns there are. */

const say = (code: RefusalCode, table: string, column: string, message: string): Refusal => ({
  code,
  table,
  column,
  message: `${table}, column "${column}": ${message}`,
});

function columnRefusals(
  table: string,
  column: string,
  type: string,
  decided: PlanColumn | undefined,
): Refusal[] {
  if (!decided)
    return [
      say(
        'column_appeared',
        table,
        column,
        'the plan does not know it; it appeared after the plan was made.',
      ),
    ];
  if (decided.type !== type)
    return [
      say('type_changed', table, column, `it was ${decided.type} when it was classified and is ${type} now.`),
    ];
  if (decided.class === 'unclassified')
    return [say('unclassified', table, column, 'nobody has decided what it holds.')];
  if (!decided.mask) return [say('mask_missing', table, column, 'it is classified but has no mask.')];
  if (!findMask(decided.mask.name))
    return [say('mask_unknown', table, column, `there is no mask called "${decided.mask.name}".`)];
  if (!decided.reason && keepsSensitive(decided.mask, decided.class))
    return [
      say('kept_without_reason', table, column, `it is ${decided.class} and kept, but no reason is given.`),
    ];
  return [];
}

function tableRefusals(table: CatalogueTable, plan: ScrubPlan): Refusal[] {
  const entry = plan.tables[table.key];
  const written = table.columns.filter((column) => column.generated === '');
  if (!entry) {
    const message = `${table.key}: the plan does not know this table; it appeared after the plan was made.`;
    return [{ code: 'table_appeared', table: table.key, message }];
  }
  const gone = Object.keys(entry.columns).filter((name) => !written.some((column) => column.name === name));
  return [
    ...written.flatMap(({ name, type }) =>
      columnRefusals(table.key, name, type.declared, ownEntry(entry.columns, name)),
    ),
    ...gone.map((name) =>
      say('column_missing', table.key, name, 'the plan names it, but the table has no such column.'),
    ),
  ];
}

/** Tables whose columns a plan lists: all but partitions, for which the table at their root speaks. */
export function plannedTables(catalogue: Catalogue): CatalogueTable[] {
  return catalogue.tables.filter((table) => !(table.isPartition && table.parents.length > 0));
}

/** Every difference between plan and structure, and every column on which the plan is silent. */
export function findDrift(plan: ScrubPlan, catalogue: Catalogue): Refusal[] {
  const tables = plannedTables(catalogue);
  const unread = plan.schemas.filter((schema) => !catalogue.schemas.includes(schema));
  const gone = Object.keys(plan.tables).filter(
    (key) =>
      !tables.some((table) => table.key === key) &&
      !unread.some((schema) => key.startsWith(tableKey(schema, '').slice(0, -2))),
  );
  return [
    ...unread.map(
      (schema): Refusal => ({
        code: 'schema_missing',
        table: schema,
        message: `The source has no schema "${schema}", which the plan names. Read the source again, or correct its address.`,
      }),
    ),
    ...gone.map(
      (key): Refusal => ({
        code: 'table_missing',
        table: key,
        message: `${key}: the plan names it, but there is no such table.`,
      }),
    ),
    ...tables.flatMap((table) => tableRefusals(table, plan)),
  ];
}

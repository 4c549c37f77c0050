import type { ScrubPlan } from '../plan-format/scrub-plan';
import { splitKey } from '../plan-format/table-key';
import type { Certificate } from './certificate';

/** A column that a proof found fault with, as the plan addresses it. */
export type NamedColumn = { table: string; column: string };

/**
 * The columns that a failed proof names: whose comparison failed, that hold what looks like somebody's data, or values of
 * a masked column. Each place of a certificate is looked up among those that the plan's columns are written as, so nothing
 * is read out of a sentence. Faults of tables, of the structure and of rows name no column. Pure.
 */
export function namedColumns(
  {
    passed,
    tables,
    findings,
    elsewhere = [],
  }: Pick<Certificate, 'passed' | 'tables' | 'findings' | 'elsewhere'>,
  plan: Pick<ScrubPlan, 'tables'>,
): NamedColumn[] {
  if (passed) return [];
  const places = new Map(
    Object.entries(plan.tables).flatMap(([table, { columns }]) =>
      Object.keys(columns).flatMap((column) =>
        writings(table, column).map((place): [string, NamedColumn] => [place, { table, column }]),
      ),
    ),
  );
  const met = [
    ...tables.flatMap(({ table, columns }) =>
      columns.filter((each) => !each.passed).map(({ column }) => `${table}.${column}`),
    ),
    ...elsewhere.filter(({ means }) => means === 'somebody').map(({ place }) => place),
    ...findings.map(({ place }) => withoutSchema(place)),
  ];
  const found = met.map((place) => places.get(place)).filter((each) => each !== undefined);
  return [...new Map(found.map((each) => [`${each.table}\0${each.column}`, each])).values()];
}

/** As comparisons, the search for values elsewhere, and the two searches of statistics write a column. */
function writings(table: string, column: string): string[] {
  const [, name = ''] = splitKey(table);
  return [
    `${table}.${column}`,
    `${table}, column "${column}"`,
    `statistics of ${name}.${column}`,
    `statistics of ${identifier(name)}.${identifier(column)}`,
  ];
}

/** As the server's own `%I` writes a name. */
const identifier = (name: string) =>
  /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** Statistics are read in the copy, whose schema may be called otherwise than the source's. */
const withoutSchema = (place: string) =>
  place.replace(/^(statistics of )(?:"(?:[^"]|"")*"|[^".\s]+)\.(?=[^.]+\.)/u, '$1');

/** As many as a sentence can hold. */
const mostNamed = 5;

/** Columns in a sentence: `cascade.users, column "name" and …`. Pure. */
export function columnWords(columns: readonly NamedColumn[]): string {
  const named = columns.slice(0, mostNamed).map(({ table, column }) => `${table}, column "${column}"`);
  const more = columns.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

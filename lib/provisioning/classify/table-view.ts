import type { CatalogueColumn, CatalogueTable } from '../catalogue/catalogue';
import type { Candidate } from './candidate';
import { itemSeparator, type TableSample } from './sample/sample-table';
import { profileValues } from './values/profile';
import { columnTerms } from './vocabulary/column-terms';
import { wordsOf } from './vocabulary/name-tokens';
import { subjectOf } from './vocabulary/table-terms';

/** A table's columns as candidates: its words, its subject, and for each column name, type and profile. */

const clearlyPersonal = ['direct.person_name', 'direct.mail', 'direct.birth_date', 'direct.national_id'];

function looksPersonal(column: CatalogueColumn): boolean {
  const words = wordsOf(column.name);
  return columnTerms.some(
    (term) => clearlyPersonal.includes(term.class) && term.weight >= 0.8 && term.test.test(words),
  );
}

function valuesFor(column: CatalogueColumn, sample: TableSample): (string | null)[] {
  const values = sample.get(column.name) ?? [];
  if (column.type.kind !== 'array') return values;
  return values.flatMap((value) => (value === null ? [null] : value.split(itemSeparator)));
}

function isReference(table: CatalogueTable, column: string): boolean {
  return table.foreignKeys.some((key) => key.columns.includes(column));
}

/** Keys of the tables that describe people, by their own name or by two columns that clearly do. */
export function tablesOfPeople(tables: CatalogueTable[]): Set<string> {
  const people = tables.filter(
    (table) => subjectOf(wordsOf(table.name)) === 'people' || table.columns.filter(looksPersonal).length >= 2,
  );
  return new Set(people.map((table) => table.key));
}

/** Candidates for every column that is written. */
export function candidatesOf(
  table: CatalogueTable,
  sample: TableSample,
  people: Set<string>,
): Map<string, Candidate> {
  const words = wordsOf(table.name);
  const subject = subjectOf(words);
  const primary = new Set(table.uniqueKeys.filter((key) => key.primary).flatMap((key) => key.columns));
  const personal = table.columns.filter(looksPersonal).length;
  const amongPeople =
    personal > 0 || subject === 'people' || table.foreignKeys.some((key) => people.has(key.table ?? ''));
  return new Map(
    table.columns
      .filter((column) => column.generated === '')
      .map((column) => [
        column.name,
        {
          name: wordsOf(column.name),
          comment: column.comment === null ? '' : wordsOf(column.comment),
          table: words,
          subject: subject === 'things' && personal >= 2 ? 'people' : subject,
          type: column.type,
          profile: profileValues(valuesFor(column, sample)),
          key: column.identity || primary.has(column.name),
          reference: isReference(table, column.name),
          amongPeople,
          beside: [],
          echo: null,
        },
      ]),
  );
}

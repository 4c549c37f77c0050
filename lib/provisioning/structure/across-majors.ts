import type { DefinitionRow } from '../catalogue/definitions/definition';

/**
 * Definitions as two servers of different major versions can be asked to agree on them. PostgreSQL keeps queries as
 * trees and prints them anew, and each major version prints a little otherwise (16 stopped qualifying columns of a
 * single table). So what is stored as a query is compared by its existence and, for views, by its columns, which are
 * listed on their own; everything else by its text as usual.
 */
export function comparableAcrossMajors(definitions: readonly DefinitionRow[]): DefinitionRow[] {
  return definitions.map((row) => (isReprinted(row) ? { ...row, definition: '' } : row));
}

const queries = new Set(['view', 'materialized view', 'rule']);

function isReprinted({ kind, definition }: DefinitionRow): boolean {
  return queries.has(kind) || (kind === 'function' && definition.includes('BEGIN ATOMIC'));
}

import type { ClientBase } from 'pg';
import { escapeIdentifier } from 'pg';
import { columns } from '../catalogue/definitions/columns';
import { comments } from '../catalogue/definitions/comments';
import { constraints } from '../catalogue/definitions/constraints';
import type { DefinitionRow } from '../catalogue/definitions/definition';
import { indexes } from '../catalogue/definitions/indexes';
import { operators } from '../catalogue/definitions/operators';
import { policies } from '../catalogue/definitions/policies';
import { relations } from '../catalogue/definitions/relations';
import { routines } from '../catalogue/definitions/routines';
import { rules } from '../catalogue/definitions/rules';
import { sequences } from '../catalogue/definitions/sequences';
import { statistics } from '../catalogue/definitions/statistics';
import { triggers } from '../catalogue/definitions/triggers';
import { types } from '../catalogue/definitions/types';
import { settleCasts } from './settle-casts';

const queries = [
  relations,
  columns,
  constraints,
  indexes,
  routines,
  triggers,
  rules,
  types,
  sequences,
  policies,
  comments,
  statistics,
  operators,
];

/**
 * Everything that a schema defines, in an order that depends on nothing but its content. Two schemas of different
 * names with the same content give equal lists. A schema that does not exist gives an empty one.
 *
 * Run it inside a transaction at REPEATABLE READ where it must agree with data read beside it. The session's
 * search_path is changed meanwhile and put back, unless a query throws.
 */
export async function listDefinitions(client: ClientBase, schema: string): Promise<DefinitionRow[]> {
  const before = await client.query<{ path: string }>(
    "SELECT pg_catalog.current_setting('search_path') AS path",
  );
  await client.query('SET search_path = pg_catalog, pg_temp');
  const { rows } = await client.query<DefinitionRow>(listing, [schema, escapeIdentifier(schema)]);
  await client.query("SELECT pg_catalog.set_config('search_path', $1, false)", [before.rows[0]?.path ?? '']);
  return rows
    .map((row) => ({ ...row, definition: settleCasts(row.definition) }))
    .map((row) => ({ row, key: JSON.stringify([row.kind, row.name, row.definition]) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ row }) => row);
}

/**
 * All queries as one, for one round trip. It is parsed while search_path is pg_catalog and run while it is the tenant's
 * schema. Printing functions look at the path when they run; operators and functions of the query itself were chosen
 * before, so that an operator `=` that somebody put into the schema is never called by us. The lateral join makes the
 * change of the path come first.
 */
const listing = `
  SELECT listed.kind, listed.name, listed.definition
    FROM (SELECT set_config('search_path', $2, true) AS path OFFSET 0) AS changed
   CROSS JOIN LATERAL (
     SELECT k.* FROM (${queries.map((query) => `(${query})`).join(' UNION ALL ')}) AS k (kind, name, definition)
      WHERE changed.path IS NOT NULL OFFSET 0) AS listed`;

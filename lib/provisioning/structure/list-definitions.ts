import type { ClientBase } from 'pg';
import { casts } from '../catalogue/definitions/casts';
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
import { queryInSchema } from '../catalogue/query-in-schema';
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
  casts,
];

/**
 * Everything that a schema defines, in an order that depends on nothing but its content. Two schemas of different
 * names with the same content give equal lists. A schema that does not exist gives an empty one.
 *
 * Run it inside a transaction at REPEATABLE READ where it must agree with data read beside it. The session's
 * search_path is changed meanwhile and put back, unless a query throws.
 */
export async function listDefinitions(client: ClientBase, schema: string): Promise<DefinitionRow[]> {
  const rows = await queryInSchema<Printed>(client, schema, ['kind', 'name', 'definition', 'trees'], listing);
  return rows
    .map(settled)
    .map((row) => ({ row, key: JSON.stringify([row.kind, row.name, row.definition]) }))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map(({ row }) => row);
}

type Printed = { kind: string; name: string; definition: string; trees: (string | null)[] | null };

/** With its trees told apart from the rest, where it holds some. */
function settled({ kind, name, definition, trees }: Printed): DefinitionRow {
  const row = { kind, name, definition: settleCasts(definition) };
  const parts = (trees ?? []).flatMap((tree) => (tree ? [tree] : []));
  if (parts.length === 0) return row;
  const frame = parts.reduce((text, part) => text.replace(part, () => '\0'), definition);
  return { ...row, trees: parts.map(settleCasts), frame };
}

/** What a sandbox gets of a structure: comments are prose in which people are named, and stay behind. */
export function withoutComments(definitions: readonly DefinitionRow[]): DefinitionRow[] {
  return definitions.filter(({ kind }) => kind !== 'comment');
}

/** All queries as one, for one round trip. */
const listing = queries.map((query) => `(${query})`).join(' UNION ALL ');

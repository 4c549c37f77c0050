import type { DefinitionRow } from '../definitions/definition';

/**
 * Definitions that name their own schema in text. They were printed without it wherever PostgreSQL resolves the name
 * itself, so what is left stands inside a body or a string, where renaming the schema does not reach it. Comments are
 * not looked at. A mention that only looks like one (an alias of the same name) is reported as well: refusing wrongly
 * is better than a function that fails in the sandbox.
 */
export function findSchemaMentions(definitions: readonly DefinitionRow[], schema: string): string[] {
  const name = schema.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const quotedName = schema.replaceAll('"', '""').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const mention = new RegExp(
    `(?<![\\w$"])${name}\\s*\\.\\s*["\\p{L}_]|"${quotedName}"|'${name}'|'${name}\\.`,
    /^[a-z_][a-z0-9_$]*$/.test(schema) ? 'iu' : 'u',
  );
  return definitions
    .filter(({ kind, definition }) => kind !== 'comment' && mention.test(definition))
    .map(({ kind, name: object }) => `${kind} ${object}`);
}

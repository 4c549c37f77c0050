import type { Client } from 'pg';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { listDefinitions } from '../../structure/list-definitions';
import type { Finding } from '../certificate';
import { findingsIn } from './findings-in';

/** Definitions and comments but those that `isExempt`, because a person decided to keep their text. */
export async function scanDefinitions(
  client: Client,
  schema: string,
  isExempt: (definition: DefinitionRow) => boolean,
): Promise<Finding[]> {
  const definitions = await listDefinitions(client, schema);
  return definitions
    .filter((definition) => !isExempt(definition))
    .flatMap(({ kind, name, definition }) => findingsIn(`${kind} ${name}`, definition));
}

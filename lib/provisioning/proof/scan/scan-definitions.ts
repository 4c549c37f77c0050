import type { DefinitionRow } from '../../catalogue/definitions/definition';
import type { Finding } from '../certificate';
import { findingsIn } from './findings-in';

/** What looks like a person's data in definitions and comments. Pure. */
export function scanDefinitions(definitions: readonly DefinitionRow[]): Finding[] {
  return definitions.flatMap(({ kind, name, definition }) => findingsIn(`${kind} ${name}`, definition));
}

import type { Finding } from '../../../certificate-format/certificate';
import type { DefinitionRow } from '../../catalogue/definitions/definition';
import { safeName } from '../../classify/structure/scan-structure';
import { findingsIn } from './findings-in';

/**
 * What looks like a person's data in names, definitions and comments. Names that a person kept may be met in all of them. A
 * name that gives somebody away is told by its shape. Pure.
 */
export function scanDefinitions(
  definitions: readonly DefinitionRow[],
  keptNames: readonly string[] = [],
): Finding[] {
  const without = (text: string) => keptNames.reduce((rest, name) => rest.replaceAll(name, ''), text);
  return definitions.flatMap(({ kind, name, definition }) =>
    findingsIn(`${kind} ${safeName(name)}`, without(`${name} ${definition}`)),
  );
}

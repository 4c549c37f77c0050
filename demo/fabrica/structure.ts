import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fabrica's structure as text: unqualified statements for a session whose search path starts with the tenant's schema.
 * It comes in two halves, so that rows can be loaded between them: tables with their keys and checks first; indexes,
 * foreign keys, views, routines and triggers after.
 */
const folder = join(import.meta.dirname, 'schema');

/** The first file that belongs after a load. */
const firstRule = '11-indexes-and-later-rules.sql';

/** Both halves, each as one batch of statements. */
export function fabricaStructure(): { tables: string; rules: string } {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  const read = (names: string[]) => names.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  return {
    tables: read(files.filter((name) => name < firstRule)),
    rules: read(files.filter((name) => name >= firstRule)),
  };
}

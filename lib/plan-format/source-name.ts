/**
 * The database of a source’s name as a plan writes it, such as `database fabrica of cluster 7301`; null for words that are no
 * such name. Pure, and safe in the browser.
 */
export function databaseOfSource(name: string): string | null {
  const [, quoted, plain] = /^database (?:"((?:[^"]|"")+)"|([^"\s]+)) of cluster -?\d+$/.exec(name) ?? [];
  return quoted?.replaceAll('""', '"') ?? plain ?? null;
}

/**
 * What a record holds under a name that a person gave. A name that every object answers to, such as `constructor`, is no
 * entry of it.
 */
export function ownEntry<Entry>(record: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

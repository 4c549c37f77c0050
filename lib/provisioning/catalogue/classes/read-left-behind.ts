import type { ClientBase } from 'pg';
import { objectClasses } from './object-classes';

export type LeftBehind = { object: string; why: string };

/**
 * What the source's database holds that no copy of these schemas brings, by the table of classes. None of it stops a build;
 * each is named with the reason, so that nothing is lost in silence. Large objects, labels and rights are counted.
 */
export async function readLeftBehind(client: ClientBase, schemas: readonly string[]): Promise<LeftBehind[]> {
  const finds = Object.entries(objectClasses).flatMap(([name, { find }]) => (find ? [{ name, find }] : []));
  const { rows } = await client.query<{ name: string; object: string }>(
    `${finds.map(({ name, find }) => `SELECT '${name}' AS name, found.object FROM (${find}) AS found`).join(' UNION ALL ')} ORDER BY 2`,
    [schemas],
  );
  return rows.map(({ name, object }) => ({ object, why: objectClasses[name]?.why ?? '' }));
}

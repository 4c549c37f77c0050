import type { ClientBase } from 'pg';
import { readOutsideDependencies } from '../../catalogue/obstacles/outside-dependencies';
import { readMissingRights } from '../../catalogue/obstacles/read-missing-rights';
import { readOutsideMentions } from '../../catalogue/obstacles/read-outside-mentions';
import { readUnloggedOnStandby } from '../../catalogue/obstacles/read-unlogged-on-standby';
import type { Refusal } from '../refusal';

/**
 * What of a source keeps it from being read, or from being repeated elsewhere, whatever the plan says of its columns: all
 * of it at once, by name, and before a sample is read. Which objects may not be repeated at all is asked elsewhere.
 */

/** Rights that are missing, and tables that a standby does not have. With one of them no sample can be read. */
export async function findUnreadable(client: ClientBase, schemas: readonly string[]): Promise<Refusal[]> {
  const rights = (await readMissingRights(client, schemas)).map(
    ({ name, fault }): Refusal => ({
      code: 'right_missing',
      table: name,
      message: `${name}: ${fault}; its owner grants it.`,
    }),
  );
  const unlogged = (await readUnloggedOnStandby(client, schemas)).map(
    (name): Refusal => ({
      code: 'standby_unfit',
      table: name,
      message: `${name} is unlogged, and a standby does not have its rows; register the primary, or have its owner set it LOGGED.`,
    }),
  );
  return [...rights, ...unlogged];
}

/** What the schemas use that lies outside of them: without it a copy of them cannot be restored, or fails when it is used. */
export async function findOutside(
  client: ClientBase,
  schemas: readonly string[],
): Promise<{ refusals: Refusal[]; warnings: Refusal[] }> {
  const refusals: Refusal[] = [];
  const warnings: Refusal[] = [];
  for (const schema of schemas)
    for (const { object, needs, schema: other, isForeignKey } of await readOutsideDependencies(
      client,
      schema,
    ))
      if (!isForeignKey && !schemas.includes(other))
        refusals.push(
          outside(
            schema,
            `The ${object} uses the ${needs} of the schema "${other}", which is not in the plan`,
          ),
        );
  for (const { object, needs, usedBy } of await readOutsideMentions(client, schemas)) {
    const told = `The ${object} names ${needs}, whose schema is not in the plan`;
    if (usedBy === null)
      warnings.push(outside(schemas.join(', '), `${told}; it will fail in a copy when it is called`));
    else refusals.push(outside(schemas.join(', '), `${told}, and ${usedBy} calls it`));
  }
  return { refusals, warnings };
}

function outside(table: string, fault: string): Refusal {
  const help =
    'take that schema into the plan (classify with one more --schema), or change the object at the source';
  return { code: 'outside_dependency', table, message: `${fault}: ${help}.` };
}

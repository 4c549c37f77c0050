import type { ClientBase } from 'pg';
import { tableKey } from '../../../plan-format/table-key';
import { readOutsideDependencies } from '../../catalogue/obstacles/outside-dependencies';
import { readOutsideMentions } from '../../catalogue/obstacles/read-outside-mentions';
import type { Obstacle } from './obstacle';

/**
 * What the schemas use that lies outside of them: `refused` without which a copy of them cannot be restored, and `noted`
 * which fails when it is used.
 */
export async function findOutside(
  client: ClientBase,
  schemas: readonly string[],
): Promise<{ refused: Obstacle[]; noted: Obstacle[] }> {
  const needed = (await readOutsideDependencies(client, schemas)).map(
    ({ id, object, needs, schema, foreignKey }): Obstacle => ({
      id,
      object,
      code: foreignKey ? 'reference_outside' : 'outside_dependency',
      reason: `it ${foreignKey ? 'refers to' : 'uses'} the ${needs}, whose schema is not in the plan`,
      help: helpWith(`"${schema}"`),
      ...(foreignKey && {
        key: { table: tableKey(foreignKey.schema, foreignKey.table), name: foreignKey.name },
      }),
    }),
  );
  const mentions = await readOutsideMentions(client, schemas);
  const mentioned = (isRun: boolean) =>
    mentions
      .filter(({ usedBy }) => (usedBy !== null) === isRun)
      .map(({ id, object, needs, usedBy }): Obstacle => {
        const reason = `it names ${needs}, whose schema is not in the plan${isRun ? `, and ${usedBy} calls it` : ''}`;
        return { id, object, code: 'outside_dependency', reason, help: helpWith(`of ${needs}`) };
      });
  return { refused: [...needed, ...mentioned(true)], noted: mentioned(false) };
}

const helpWith = (schema: string) =>
  `Take the schema ${schema} into the plan (classify with one more --schema), or have the owner change the object in the source.`;

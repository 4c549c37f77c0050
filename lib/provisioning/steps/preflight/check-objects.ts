import { readOutsideDependencies } from '../../catalogue/obstacles/outside-dependencies';
import { findSchemaMentions } from '../../catalogue/obstacles/schema-mentions';
import { readUnsupportedObjects } from '../../catalogue/obstacles/unsupported-objects';
import { ProvisioningError } from '../../provisioning-error';
import type { Source } from '../../sessions/source-session';
import { listed } from './check-source';

/** Refuses structures that could not be repeated in a sandbox, naming every object that stands in the way. */
export async function checkObjects(
  source: Source,
  schema: { source: string; neutral: string },
): Promise<void> {
  const obstacles = (await readUnsupportedObjects(source.client, schema.source)).map(
    ({ object, reason }) => `${object} (${reason})`,
  );
  if (schema.source !== schema.neutral)
    for (const object of findSchemaMentions(source.definitions, schema.source))
      obstacles.push(`${object} (it names the tenant’s schema in text, which a sandbox calls otherwise)`);
  for (const { object, needs } of await readOutsideDependencies(source.client, schema.source))
    obstacles.push(`${object} (it uses ${needs}, which lies outside of the schema)`);
  if (obstacles.length)
    throw new ProvisioningError('unsupported_object', `Production holds ${listed(obstacles)}.`);
}

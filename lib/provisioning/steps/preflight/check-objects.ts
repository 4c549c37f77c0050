import type { Client } from 'pg';
import { readOutsideDependencies } from '../../catalogue/obstacles/outside-dependencies';
import { readRequiredExtensions } from '../../catalogue/obstacles/read-required-extensions';
import { findSchemaMentions } from '../../catalogue/obstacles/schema-mentions';
import { readUnsupportedObjects } from '../../catalogue/obstacles/unsupported-objects';
import { readTrustedExtensions } from '../../catalogue/server/read-trusted-extensions';
import { ProvisioningError } from '../../provisioning-error';
import type { Source } from '../../sessions/source-session';
import { listed } from './check-source';

/** Refuses structures that could not be repeated in a sandbox, naming every object that stands in the way. */
export async function checkObjects(
  source: Source,
  cluster: Client,
  schema: { source: string; neutral: string },
): Promise<void> {
  const obstacles = (await readUnsupportedObjects(source.client, schema.source)).map(
    ({ object, reason }) => `${object} (${reason})`,
  );
  if (schema.source !== schema.neutral)
    for (const object of findSchemaMentions(source.definitions, schema.source))
      obstacles.push(`${object} (it names the tenant’s schema in text, which a sandbox calls otherwise)`);
  const trusted = new Set(await readTrustedExtensions(cluster));
  for (const { name } of await readRequiredExtensions(source.client, schema.source))
    if (!trusted.has(name))
      obstacles.push(`extension ${name} (the sandbox cluster does not offer it as a trusted one)`);
  for (const { object, needs } of await readOutsideDependencies(source.client, schema.source))
    obstacles.push(`${object} (it uses ${needs}, which lies outside of the schema)`);
  if (obstacles.length)
    throw new ProvisioningError('unsupported_object', `Production holds ${listed(obstacles)}.`);
}

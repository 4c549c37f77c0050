import type { Client } from 'pg';
import { readOutsideDependencies } from '../../catalogue/obstacles/outside-dependencies';
import { findSchemaMentions } from '../../catalogue/obstacles/schema-mentions';
import { readOffers } from '../../catalogue/server/read-offers';
import { ownerRole } from '../../names';
import { ProvisioningError } from '../../provisioning-error';
import { readSurroundings } from '../../scrub-plan/check/surroundings/read-surroundings';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import type { Source } from '../../sessions/source-session';
import { listed } from './check-source';

/**
 * Refuses structures that could not be repeated in a sandbox, naming every object that stands in the way, by the rule of a
 * snapshot from the command line. A sandbox has none of its customer's roles. Resolves with sentences about what stays
 * behind.
 */
export async function checkObjects(
  source: Source,
  cluster: Client,
  schema: { source: string; neutral: string },
  scrubPlan: ScrubPlan | undefined,
): Promise<string[]> {
  const { refusals, notes } = await readSurroundings(source.client, {
    schemas: scrubPlan?.schemas ?? [schema.source],
    structure: scrubPlan?.structure ?? null,
    offers: { ...(await readOffers(cluster, ownerRole)), roles: [] },
    ...(schema.source === schema.neutral ? {} : { renamed: schema.source }),
  });
  const obstacles: string[] = [];
  if (schema.source !== schema.neutral)
    for (const object of findSchemaMentions(source.definitions, schema.source))
      obstacles.push(`${object} (it names the tenant’s schema in text, which a sandbox calls otherwise)`);
  for (const { object, needs } of await readOutsideDependencies(source.client, schema.source))
    obstacles.push(`${object} (it uses ${needs}, which lies outside of the schema)`);
  const sentences = [
    ...refusals.map(({ message }) => message),
    ...(obstacles.length ? [`Production holds ${listed(obstacles)}.`] : []),
  ];
  if (sentences.length) throw new ProvisioningError('unsupported_object', sentences.join(' '));
  return notes;
}

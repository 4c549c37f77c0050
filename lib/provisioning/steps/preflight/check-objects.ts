import type { Client } from 'pg';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { listFunctionParameters } from '../../catalogue/obstacles/read-function-settings';
import { findSchemaMentions } from '../../catalogue/obstacles/schema-mentions';
import { readOffers } from '../../catalogue/server/read-offers';
import { ownerRole } from '../../names';
import { type Obstacle, tellObstacles } from '../../plan-check/surroundings/obstacle';
import { readSurroundings } from '../../plan-check/surroundings/read-surroundings';
import { ProvisioningError } from '../../provisioning-error';
import type { Source } from '../../sessions/source-session';

/** Sentences that a failure holds at most; the rest is counted. */
const shownSentences = 5;

/**
 * Refuses structures that could not be repeated in a sandbox, naming every object that stands in the way, by the rule of a
 * snapshot from the command line. A sandbox has none of its customer's roles. Resolves with sentences about what stays
 * behind, and about what comes along and will not work.
 */
export async function checkObjects(
  source: Source,
  cluster: Client,
  schema: { source: string; neutral: string },
  scrubPlan: ScrubPlan | undefined,
): Promise<string[]> {
  const schemas = scrubPlan?.schemas ?? [schema.source];
  const parameters = await listFunctionParameters(source.client, schemas);
  const { refusals, warnings, notes } = await readSurroundings(source.client, {
    schemas,
    structure: scrubPlan?.structure ?? null,
    offers: { ...(await readOffers(cluster, { role: ownerRole, parameters })), roles: [] },
    ...(schema.source === schema.neutral ? {} : { renamed: schema.source }),
  });
  const sentences = [...refusals, ...tellObstacles(mentionsOf(source, schema), 'cannot be copied')].map(
    ({ message }) => message,
  );
  if (sentences.length > shownSentences)
    sentences.splice(shownSentences, sentences.length, `And ${sentences.length - shownSentences} more.`);
  if (sentences.length) throw new ProvisioningError('unsupported_object', sentences.join(' '));
  return [...warnings.map(({ message }) => message), ...notes];
}

function mentionsOf(
  { definitions }: Source,
  { source, neutral }: { source: string; neutral: string },
): Obstacle[] {
  if (source === neutral) return [];
  return findSchemaMentions(definitions, source).map((object) => ({
    id: object,
    object,
    code: 'not_copied',
    reason: 'it names the tenant’s schema in text, which a sandbox calls otherwise',
    help: 'Its owner can let PostgreSQL find the name by a search_path, or leave the schema out of the text.',
  }));
}

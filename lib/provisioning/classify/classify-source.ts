import { readSchemaNames } from '../catalogue/read-schema-names';
import { readSourceName } from '../catalogue/read-source-name';
import { withConnection } from '../connect';
import type { ScrubPlan } from '../scrub-plan/scrub-plan';
import { readStructureHash } from '../snapshot/plan/manifest';
import { classify } from './classify';

/**
 * Opens a source and proposes a plan for its schemas (all of them when none is named), bound to its name and the
 * fingerprint of its structure. Rejects with a ProvisioningError when the source does not answer. Changes nothing.
 */
export async function classifySource(source: {
  url: string;
  schemas?: readonly string[];
  signal?: AbortSignal;
}): Promise<ScrubPlan> {
  const { url, signal } = source;
  const options = {
    side: 'source',
    applicationName: 'sandgate/classify',
    ...(signal ? { signal } : {}),
  } as const;
  return withConnection(url, options, async (client) => {
    const schemas = [...(source.schemas ?? (await readSchemaNames(client)))];
    const fingerprint = await readStructureHash(client, schemas);
    return classify(client, { schemas, source: { fingerprint, server: await readSourceName(client) } });
  });
}

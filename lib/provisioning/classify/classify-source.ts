import type { ScrubPlan, TenantKey } from '../../plan-format/scrub-plan';
import { readSchemaNames } from '../catalogue/read-schema-names';
import { readSourceName } from '../catalogue/read-source-name';
import { withConnection } from '../connect';
import { assertNoneLocked } from '../plan-check/source-obstacles';
import { readStructure } from '../snapshot/plan/manifest';
import { classify } from './classify';

/**
 * Opens a source and proposes a plan for its schemas, or where none is named for all of them, which the plan then says. It is
 * bound to its name and the fingerprint of its structure, and keeps the list of its objects. With a tenant's key it also proposes which rows of each table are that tenant's. Rejects with a ProvisioningError when the source does not answer. Changes nothing.
 */
export async function classifySource(source: {
  url: string;
  schemas?: readonly string[];
  tenant?: TenantKey;
  signal?: AbortSignal;
}): Promise<ScrubPlan> {
  const { url, signal, tenant } = source;
  const options = {
    side: 'source',
    applicationName: 'sandgate/classify',
    ...(signal ? { signal } : {}),
  } as const;
  return withConnection(url, options, async (client) => {
    const schemas = [...(source.schemas ?? (await readSchemaNames(client)))];
    await assertNoneLocked(client, schemas);
    const { fingerprint, objects } = await readStructure(client, schemas);
    const server = await readSourceName(client);
    const proposed = await classify(client, {
      schemas,
      source: { fingerprint, server, objects },
      ...(tenant ? { tenant } : {}),
    });
    return source.schemas ? proposed : { ...proposed, allSchemas: true };
  });
}

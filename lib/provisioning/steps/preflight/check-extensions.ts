import type { Client } from 'pg';
import { readExtensions } from '../../catalogue/extensions/read-extensions';
import { readOfferedExtensions } from '../../catalogue/server/read-offered-extensions';
import { ownerRole } from '../../names';
import { ProvisioningError } from '../../provisioning-error';
import { describeExtensionRows } from '../../scrub-plan/check/extension-rows';
import { chooseExtensions, describeExtensions } from '../../scrub-plan/check/extensions';
import type { ScrubPlan } from '../../scrub-plan/scrub-plan';
import type { Source } from '../../sessions/source-session';

/**
 * Whether the cluster has the extensions that come along, by the rule of a snapshot from the command line. Refuses with
 * `unsupported_object`, a sentence for each; resolves with sentences about what stays behind.
 */
export async function checkExtensions(
  { client }: Source,
  cluster: Client,
  schema: { source: string; neutral: string },
  scrubPlan: ScrubPlan | undefined,
): Promise<string[]> {
  const offered = await readOfferedExtensions(cluster, ownerRole);
  const installed = await readExtensions(client, scrubPlan?.schemas ?? [schema.source]);
  const choice = chooseExtensions(installed, {
    structure: scrubPlan?.structure ?? null,
    offered,
    ...(schema.source === schema.neutral ? {} : { renamed: schema.source }),
  });
  if (choice.refusals.length > 0)
    throw new ProvisioningError(
      'unsupported_object',
      choice.refusals.map(({ message }) => message).join(' '),
    );
  return [
    ...describeExtensions(choice, offered),
    ...(scrubPlan ? await describeExtensionRows(client, choice.coming) : []),
  ];
}

import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { InstalledExtension } from '../../catalogue/extensions/read-extensions';
import { ProvisioningError, toProvisioningError } from '../../provisioning-error';

/**
 * Makes extensions in the schemas where the source has them, at the version that the cluster gives. Run it in the
 * transaction that restores the structure, before that. A schema that is not there is made, but none of the system's.
 * Refuses with `unsupported_object`, naming the extension that the server does not make for this role; any other failure
 * names it as well.
 */
export async function makeExtensions(
  client: Client,
  extensions: readonly Pick<InstalledExtension, 'name' | 'schema'>[],
): Promise<void> {
  for (const { name, schema } of extensions) {
    const place = escapeIdentifier(schema);
    const makeSchema = schema.startsWith('pg_') ? '' : `CREATE SCHEMA IF NOT EXISTS ${place};`;
    const make = `CREATE EXTENSION IF NOT EXISTS ${escapeIdentifier(name)} WITH SCHEMA ${place} CASCADE`;
    await client.query(`${makeSchema} ${make}`).catch((thrown: unknown) => refuse(name, thrown));
  }
}

function refuse(name: string, thrown: unknown): never {
  const cause = toProvisioningError(thrown, 'target', `creating the extension "${name}"`);
  if (!notOffered.test(cause.sqlstate ?? '')) throw cause;
  const message = `The source uses the extension "${name}", which the target does not offer to this role.`;
  throw new ProvisioningError('unsupported_object', message, cause.sqlstate, { cause: thrown, remedy });
}

/** No right, no such extension or file of it, or not for this server. */
const notOffered = /^(42|0A|22|55|58P01)/;

const remedy =
  'Its administrator installs it there, as a trusted one where the role is no superuser; or somebody decides in the plan that it stays behind.';

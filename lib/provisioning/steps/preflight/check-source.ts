import type { Client } from 'pg';
import { readSourceRights } from '../../catalogue/obstacles/read-rights';
import { findUnreadable } from '../../plan-check/source-obstacles';
import { ProvisioningError } from '../../provisioning-error';
import type { Source } from '../../sessions/source-session';

/** Sessions that a build opens on the source: its own transaction, and one per section of the dump. */
const sessionsNeeded = 3;

/** The newest server that the built-in pg_dump reads. */
export const newestServer = 18;

/**
 * Whether production can be read, and only read. A role that could write is refused even though every session is
 * read-only by its settings: one barrier is not two.
 */
export async function checkSource(source: Source, schema: string, hasNativeDump: boolean): Promise<void> {
  const rights = await readSourceRights(source.client, schema);
  if (!rights)
    throw new ProvisioningError(
      'schema_missing',
      `The tenant’s schema "${schema}" does not exist in production.`,
    );
  if (rights.superuser)
    throw new ProvisioningError(
      'source_writable',
      'Production would be read by a superuser.',
      undefined,
      roleOf(source),
    );
  if (rights.writable.length)
    throw new ProvisioningError(
      'source_writable',
      `Production would be read by a role that may write ${listed(rights.writable)}.`,
      undefined,
      roleOf(source),
    );
  await assertReadable(source.client, schema);
  const major = Math.floor(source.server.version / 10_000);
  if (major > newestServer && !hasNativeDump)
    throw new ProvisioningError(
      'version_unsupported',
      `Production runs PostgreSQL ${major}; without a pg_dump of that version, ${newestServer} is the newest that can be read.`,
    );
  if (source.server.freeConnections < sessionsNeeded - 1)
    throw new ProvisioningError('too_many_connections', 'Production has too few connections to spare.');
}

/** For operators alone. */
const roleOf = ({ client }: Source) => ({ aside: `The role is "${client.user ?? ''}".` });

/** By the rule of a snapshot from the command line; the statements that grant rights are for operators. */
async function assertReadable(client: Client, schema: string): Promise<void> {
  const unreadable = await findUnreadable(client, [schema]);
  const [first] = unreadable;
  if (first) {
    const shown = unreadable.slice(0, 5).map(({ message }) => message);
    const more = unreadable.length > 5 ? ` And ${unreadable.length - 5} more.` : '';
    const aside = unreadable.flatMap((each) => each.aside ?? []).join(' ');
    throw new ProvisioningError(
      first.code === 'standby_unfit' ? 'unsupported_object' : 'rights_missing',
      `${shown.join(' ')}${more}`,
      undefined,
      aside ? { aside } : {},
    );
  }
}

/** Some names as a sentence holds them: the first five, and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

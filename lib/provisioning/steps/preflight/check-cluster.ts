import type { Client } from 'pg';
import type { UsedCollation } from '../../catalogue/read-used-collations';
import { readProvisioner } from '../../catalogue/server/read-provisioner';
import { readServer, type Server } from '../../catalogue/server/read-server';
import { ensureOwnerRole } from '../../cluster/ensure-owner';
import { findLocaleFaults } from '../../cluster/locale-faults';
import { ProvisioningError } from '../../provisioning-error';

/** Sessions that a build opens on the cluster: the provisioner's, the builder's, and one to clean up with. */
const sessionsNeeded = 3;

/** Memberships are granted WITH INHERIT and SET, and a role's maker gets its ADMIN option, since this version. */
const oldestServer = 16;

/** Whether a sandbox like the source can be made here at all: version, rights, connections and rules for text. Makes the owner role if it is missing. */
export async function checkCluster(
  cluster: Client,
  source: Server,
  collations: readonly UsedCollation[],
): Promise<void> {
  const { version, freeConnections } = await readServer(cluster);
  const major = Math.floor(version / 10_000);
  const oldest = Math.max(oldestServer, Math.floor(source.version / 10_000));
  if (major < oldest)
    throw new ProvisioningError(
      'version_unsupported',
      `The sandbox cluster runs PostgreSQL ${major} and needs at least ${oldest}.`,
    );
  if (freeConnections < sessionsNeeded - 1)
    throw new ProvisioningError(
      'too_many_connections',
      'The sandbox cluster has too few connections to spare.',
    );
  let provisioner = await readProvisioner(cluster);
  if (!provisioner.ownerExists && provisioner.createRole) {
    await ensureOwnerRole(cluster);
    provisioner = await readProvisioner(cluster);
  }
  const missing = [
    !provisioner.createDatabase && 'CREATEDB',
    !provisioner.createRole && 'CREATEROLE',
    !provisioner.signal && 'membership of pg_signal_backend',
    !provisioner.ownerGrantable && 'the ADMIN option of the role that owns sandbox objects',
  ].filter((right) => right !== false);
  if (missing.length)
    throw new ProvisioningError(
      'rights_missing',
      `The provisioner on the sandbox cluster lacks ${missing.join(', ')}.`,
      undefined,
      {
        remedy:
          'The cluster’s administrator gives it to the provisioner’s role (ALTER ROLE … CREATEDB CREATEROLE, GRANT … TO … WITH ADMIN OPTION).',
        aside: `The role is "${cluster.user ?? ''}".`,
      },
    );
  const faults = await findLocaleFaults(cluster, source, collations);
  if (faults.length) throw new ProvisioningError('locale_unsupported', faults.join(' '));
}

import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Build } from '../build';
import { readProvisioner } from '../catalogue/server/read-provisioner';
import { exists } from '../cluster/drop-object';
import { scramVerifier } from '../cluster/scram-verifier';
import { quietSettings } from '../sessions/quiet-log';
import type { Step } from '../step';
import { schemasOfTenant } from '../tenant/schemas-of-tenant';
import { tenantLimits } from '../tenant-limits';

const { temp_file_limit, ...settings } = tenantLimits;

/**
 * What a tenant may not change, nor the provisioner without being granted it: how much its temporary files may take, and that
 * the server's log keeps none of the values that it sends.
 */
const imposed = { temp_file_limit, ...quietSettings };

/**
 * The role that the sandbox's API signs in with: it owns nothing, is a member of nothing, and may read and change the
 * rows of one schema, and call what extensions bring in schemas of their own. It cannot connect yet; that comes last. Done
 * anew on every run, since its password is the order's. A role that the sandbox has already is in use meanwhile: it is given
 * what it has, and rights in one more database.
 */
export const role: Step = {
  name: 'role',
  title: 'Role and rights',
  isDone: async () => false,
  async run(build) {
    const cluster = await build.cluster();
    const { copyId, attempt } = build.order;
    if (build.order.role.name === undefined)
      await build.options.ledger.intend({ kind: 'role', name: build.tenant, copyId, attempt });
    await define(build, cluster);
    if ((await build.mark())?.use !== 'published')
      await build.builder.inside((client) => grant(build, client));
    return {};
  },
};

async function define(build: Build, cluster: Client): Promise<void> {
  const { password, connectionLimit } = build.order.role;
  const name = escapeIdentifier(build.tenant);
  const known = await exists(cluster, 'role', build.tenant);
  const { maySet } = await readProvisioner(cluster, Object.keys(imposed));
  const limits = [
    ...Object.entries(settings),
    ...Object.entries(imposed).filter(([name]) => maySet.includes(name)),
  ];
  await cluster.query(`
    ${known ? '' : `CREATE ROLE ${name} NOINHERIT;`}
    ALTER ROLE ${name} LOGIN CONNECTION LIMIT ${connectionLimit} PASSWORD '${scramVerifier(password)}';
    ALTER ROLE ${name} SET search_path = ${escapeLiteral(build.schema)}, public;
    ${limits.map(([setting, value]) => `ALTER ROLE ${name} SET ${setting} = '${value}'`).join(';')}`);
}

async function grant(build: Build, client: Client): Promise<void> {
  const name = escapeIdentifier(build.tenant);
  const schema = escapeIdentifier(build.schema);
  await client.query(`
    GRANT USAGE ON SCHEMA ${await schemasOfTenant(client, build.schema)} TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${name};
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name};
    GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} TO ${name}`);
}

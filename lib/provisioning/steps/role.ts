import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Build } from '../build';
import { readProvisioner } from '../catalogue/read-provisioner';
import { exists } from '../cluster/drop-object';
import { scramVerifier } from '../scram-verifier';
import type { Step } from '../step';

/**
 * Limits of a tenant's sessions. The first three a tenant may raise for itself, so they guard against accidents; the
 * connection limit and the bound on temporary files it may not.
 */
const settings = {
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  lock_timeout: '10s',
} as const;
const tempFileLimit = '256MB';

/**
 * The role that the sandbox's API signs in with: it owns nothing, is a member of nothing, and may read and change the
 * rows of one schema. It cannot connect yet; that comes last. Done anew on every run, since its password is the plan's.
 */
export const role: Step = {
  name: 'role',
  title: 'Role and rights',
  isDone: async () => false,
  async run(build) {
    const cluster = await build.cluster();
    const { sandboxId, attempt } = build.plan;
    await build.options.ledger.intend({ kind: 'role', name: build.tenant, sandboxId, attempt });
    await define(build, cluster);
    if ((await build.mark())?.use !== 'published') await build.inside((client) => grant(build, client));
    return {};
  },
};

async function define(build: Build, cluster: Client): Promise<void> {
  const { password, connectionLimit } = build.plan.role;
  const name = escapeIdentifier(build.tenant);
  if (!(await exists(cluster, 'role', build.tenant))) await cluster.query(`CREATE ROLE ${name} NOINHERIT`);
  await cluster.query(
    `ALTER ROLE ${name} LOGIN CONNECTION LIMIT ${connectionLimit} PASSWORD '${scramVerifier(password)}'`,
  );
  for (const [setting, value] of Object.entries(settings))
    await cluster.query(`ALTER ROLE ${name} SET ${setting} = '${value}'`);
  await cluster.query(`ALTER ROLE ${name} SET search_path = ${escapeLiteral(build.schema)}, public`);
  const { limitsTempFiles } = await readProvisioner(cluster);
  if (limitsTempFiles) await cluster.query(`ALTER ROLE ${name} SET temp_file_limit = '${tempFileLimit}'`);
}

async function grant(build: Build, client: Client): Promise<void> {
  const name = escapeIdentifier(build.tenant);
  const schema = escapeIdentifier(build.schema);
  await client.query(`
    GRANT USAGE ON SCHEMA ${schema} TO ${name};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${name};
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${schema} TO ${name};
    GRANT EXECUTE ON ALL ROUTINES IN SCHEMA ${schema} TO ${name}`);
}

import { type Client, escapeIdentifier } from 'pg';
import { ProvisioningError } from '../provisioning-error';
import { isMarked, type Step } from '../step';
import { schemasOfTenant } from '../tenant/schemas-of-tenant';

/**
 * Takes away what the other sandbox's role may do in a clone: its rights came with the files. The catalogue of shared
 * dependencies then has to name that role no more in this database, for rights and for ownership alike, so that nothing it
 * has is overlooked. `DROP OWNED` would do less and more: it wants membership in the role, and it takes the role's right to
 * connect to its own database, too.
 */
export const revoke: Step = {
  name: 'revoke',
  title: 'Rights of the other sandbox',
  isDone: (build) => isMarked(build, 'revoke'),
  async run(build) {
    const other = build.order.clone?.role ?? '';
    await build.builder.inside(async (client) => {
      await revokeAll(client, { role: other, schema: build.schema });
      await assertNothingLeft(client, other);
    });
    await build.markDone('revoke');
    return {};
  },
};

async function revokeAll(client: Client, { role, schema }: { role: string; schema: string }): Promise<void> {
  const from = `FROM ${escapeIdentifier(role)}`;
  const inside = escapeIdentifier(schema);
  await client.query(`
    REVOKE ALL ON ALL TABLES IN SCHEMA ${inside} ${from};
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${inside} ${from};
    REVOKE ALL ON ALL ROUTINES IN SCHEMA ${inside} ${from};
    REVOKE ALL ON SCHEMA ${await schemasOfTenant(client, schema)} ${from}`);
}

/** Most things that a sentence names. */
const mostNamed = 5;

async function assertNothingLeft(client: Client, role: string): Promise<void> {
  const { rows } = await client.query<{ type: string; owned: boolean }>(
    `SELECT i.type, d.deptype = 'o' AS owned
       FROM pg_catalog.pg_shdepend d
       CROSS JOIN LATERAL pg_catalog.pg_identify_object(d.classid, d.objid, d.objsubid) i
      WHERE d.dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        AND d.refclassid = 'pg_catalog.pg_authid'::regclass
        AND d.refobjid = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = $1)
      ORDER BY 1, 2`,
    [role],
  );
  if (rows.length === 0) return;
  const kinds = [
    ...new Set(rows.map(({ type, owned }) => `${owned ? 'owns a' : 'has rights in a'} ${type}`)),
  ];
  throw new ProvisioningError(
    'foreign_rights',
    `The role of the sandbox that is cloned ${kinds.slice(0, mostNamed).join(', ')}, which a clone cannot take over.`,
  );
}

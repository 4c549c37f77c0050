import { escapeIdentifier } from 'pg';
import type { Build } from '../build';
import { createSealedDatabase } from '../cluster/create-database';
import { readMark } from '../cluster/database-mark';
import { dropObject, exists } from '../cluster/drop-object';
import { inTransaction, withConnection } from '../connect';
import { ownerRole } from '../names';
import { errorCodeOf, ProvisioningError } from '../provisioning-error';
import type { StepName } from '../report';
import { isMarked, type Step } from '../step';

/** What a database copied from a golden template need not go through again. */
const fromTemplate: StepName[] = ['database', 'structure', 'reference', 'seed', 'constraints', 'template'];

/**
 * The database, under a name that no tenant knows. It is copied from the golden template of its kind where there is
 * one, else it begins empty. It opens to the owner of sandbox objects only after PUBLIC has lost its rights to it.
 */
export const database: Step = {
  name: 'database',
  title: 'Database',
  isDone: (build) => isMarked(build, 'database'),
  async run(build) {
    const cluster = await build.cluster();
    const { copyId, attempt } = build.order;
    if (await exists(cluster, 'database', build.building))
      await dropObject(cluster, build.options.ledger, { kind: 'database', name: build.building });
    await build.options.ledger.intend({ kind: 'database', name: build.building, copyId, attempt });
    const copied = await copyTemplate(build);
    if (!copied) await createSealedDatabase(cluster, build.building, { like: (await build.source()).server });
    await open(build, copied ? fromTemplate : []);
    if (!copied) {
      await handOverPublicSchema(build);
      await build.markDone('database');
    }
    return { detail: copied ? 'Copied from a template.' : 'Begun empty.' };
  },
};

/** False when there is no template, or when it was dropped a moment ago (invalid_catalog_name). */
async function copyTemplate(build: Build): Promise<boolean> {
  if (build.order.shape === 'snapshot') return false;
  const cluster = await build.cluster();
  const template = await build.template();
  if (!(await exists(cluster, 'database', template))) return false;
  await build.options.ledger.uses(template, build.order.copyId);
  try {
    await createSealedDatabase(cluster, build.building, { template });
    return true;
  } catch (thrown) {
    const code = errorCodeOf(thrown);
    if (code === '3D000') return false;
    throw thrown;
  }
}

async function open(build: Build, done: StepName[]): Promise<void> {
  const cluster = await build.cluster();
  const name = escapeIdentifier(build.building);
  await inTransaction(cluster, async () => {
    await cluster.query(`
      REVOKE ALL ON DATABASE ${name} FROM PUBLIC;
      GRANT CREATE ON DATABASE ${name} TO ${ownerRole};
      ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    const { fingerprint } = await build.source();
    const template =
      done.length > 0
        ? await readMark(cluster, await build.template(), build.options.connections.markKey)
        : null;
    await build.setMark(build.building, { done, fingerprint, reprinted: template?.reprinted });
  });
}

/**
 * The one time that the provisioner enters a sandbox: it is empty, so there is nothing in it that could run. The
 * schema `public` belongs to the database's owner and goes to the owner of sandbox objects.
 */
async function handOverPublicSchema(build: Build): Promise<void> {
  await withConnection(
    build.options.connections.clusterUrl,
    { ...build.session('target'), database: build.building },
    async (client) => {
      const { rowCount } = await client.query(
        'SELECT FROM pg_class WHERE oid >= 16384 UNION ALL SELECT FROM pg_proc WHERE oid >= 16384',
      );
      if (rowCount !== 0)
        throw new ProvisioningError('internal', 'The database that should be empty is not.');
      await client.query(`ALTER SCHEMA public OWNER TO ${ownerRole}`);
    },
  );
}

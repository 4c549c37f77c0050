import { closeDb } from '@/lib/db/client';
import { migrate } from '@/lib/db/migrate';
import { configure, describeSettings, env } from '@/lib/env';
import { serverOf } from '@/lib/provisioning';
import { seedDemo } from '@/prisma/seed';
import { isSuperuser, prepareControlDatabase, prepareSandboxCluster, startCluster } from './cluster';
import { prepareDemoProduction } from './demo';
import { loadSecrets, type Secrets } from './secrets';
import { Refusal, say, step } from './steps';

/** Everything that must be in place in PostgreSQL before web and worker start. */

type Keep = (stop: () => Promise<void>) => void;

/**
 * Prepares the control database, the cluster for sandboxes and the demo, on the embedded server or on the one that
 * DATABASE_URL names. `keepStop` is told at once how to stop what was started, so that a failure later on leaves
 * nothing running. Returns the settings that it made up, for further programs on this machine.
 */
export async function prepareDatabases(keepStop: Keep): Promise<Record<string, string>> {
  const { secrets, areNew } = await loadSecrets();
  const ownUrl = env().DATABASE_URL;
  if (!env().AUTH_SECRET) configure({ AUTH_SECRET: secrets.authSecret });
  const isEmbedded = ownUrl === undefined;
  const superuserUrl = ownUrl ?? (await startOwnServer(secrets, areNew, keepStop));
  if (isEmbedded) configure({ DATABASE_URL: await prepareControlDatabase(superuserUrl, secrets) });
  if (isEmbedded && !isSet('SANDGATE_DEMO')) configure({ SANDGATE_DEMO: '1' });
  const maySetUp = isEmbedded || (await step('Looking at the given database', () => look(superuserUrl)));
  await prepareCluster(superuserUrl, maySetUp, secrets);
  await Promise.all([migrateAndSeed(), fillProduction(superuserUrl, maySetUp, secrets)]);
  const { CLUSTER_URL, SANDBOX_SERVER = CLUSTER_URL && serverOf(CLUSTER_URL), ...rest } = env();
  const { DATABASE_URL = '', SOURCE_URLS, AUTH_SECRET = '', SANDGATE_DEMO } = rest;
  return {
    DATABASE_URL,
    AUTH_SECRET,
    ...(CLUSTER_URL ? { CLUSTER_URL } : {}),
    ...(SANDBOX_SERVER ? { SANDBOX_SERVER } : {}),
    SOURCE_URLS: JSON.stringify(SOURCE_URLS),
    SANDGATE_DEMO: SANDGATE_DEMO ? '1' : '0',
  };
}

const isSet = (name: string) => describeSettings().some((each) => each.name === name && each.isSet);

async function startOwnServer(secrets: Secrets, areNew: boolean, keepStop: Keep): Promise<string> {
  const server = await step('Starting the embedded PostgreSQL', () => startCluster(secrets, areNew));
  keepStop(server.stop);
  return server.url;
}

/** Whether the given role is a superuser, who may set up roles for sandboxes; refuses a server that does not answer. */
async function look(url: string): Promise<boolean> {
  try {
    return await isSuperuser(url);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The server of DATABASE_URL does not let us in: ${reason}`);
  }
}

async function prepareCluster(superuserUrl: string, maySetUp: boolean, secrets: Secrets): Promise<void> {
  if (env().CLUSTER_URL) return;
  if (!maySetUp) {
    say(
      '! CLUSTER_URL is not set and DATABASE_URL is no superuser: no sandbox can be built until one is given.',
    );
    return;
  }
  const clusterUrl = await step('Preparing the roles for sandboxes', () =>
    prepareSandboxCluster(superuserUrl, secrets),
  );
  configure({ CLUSTER_URL: clusterUrl });
}

async function migrateAndSeed(): Promise<void> {
  const { DATABASE_URL: url = '', SANDGATE_DEMO } = env();
  await step('Migrating the control database', async () => {
    const applied = await migrate(url);
    if (applied.length > 0) say(`  applied ${applied.join(', ')}`);
  });
  if (!SANDGATE_DEMO) return;
  await step('Adding the demo people and products', async () => {
    const added = await seedDemo();
    if (added.length > 0) say(`  added ${added.join(', ')}`);
  });
  await closeDb();
}

async function fillProduction(superuserUrl: string, maySetUp: boolean, secrets: Secrets): Promise<void> {
  const { SANDGATE_DEMO, SOURCE_URLS } = env();
  if (!SANDGATE_DEMO || SOURCE_URLS.fabrica) return;
  if (!maySetUp) {
    say('! The demo product has no production database: name one in SOURCE_URLS, or give a superuser.');
    return;
  }
  const url = await step("Filling the demo products' production database", () =>
    prepareDemoProduction(superuserUrl, secrets.readerPassword),
  );
  configure({ SOURCE_URLS: JSON.stringify({ rota: url, ...SOURCE_URLS, fabrica: url }) });
}

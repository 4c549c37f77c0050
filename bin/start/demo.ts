import { productionTenants } from '@/demo/fabrica/rows/plan';
import { rotaSchema } from '@/demo/rota/product';
import { childEnvironment } from '@/lib/env';
import { addressOf, openToReader } from '@/lib/provisioning';
import { runProgram } from '../run-program';
import { createDatabase, readerName, withClient } from './cluster';

/**
 * The demo's production: the database of a made-up manufacturing product with three customers, a schema each, and of a
 * product for shifts whose two customers share the tables of a schema. Sandboxes are made from both. Only the first start fills it; an interrupted one is continued. The filling is a
 * program of its own (fill-demo.ts), since making up 300,000 rows leaves this one no time for anything else.
 */

const databaseName = 'fabrica_production';

/** Makes what is missing and returns the read-only URL under which the engine sees it. May be repeated. */
export async function prepareDemoProduction(superuserUrl: string, readerPassword: string): Promise<string> {
  const databaseUrl = addressOf(superuserUrl, { database: databaseName });
  await withClient(superuserUrl, (client) => createDatabase(client, databaseName));
  const env = childEnvironment({ DATABASE_URL: databaseUrl });
  const fill = await runProgram('bin/start/fill-demo.ts', [readerName], {
    env,
    show: true,
    typescript: true,
  });
  if (fill.code !== 0) throw new Error("The demo product's production database could not be filled.");
  const schemas = [...productionTenants.map((tenant) => tenant.name), rotaSchema];
  await openToReader({ databaseUrl, reader: readerName, schemas });
  const user = { name: readerName, password: readerPassword };
  return addressOf(superuserUrl, { database: databaseName, user });
}

import { fillFabrica } from '@/demo/fabrica/fill';
import { productionTenants } from '@/demo/fabrica/rows/plan';
import { openToReader } from '@/lib/provisioning';
import { addressOf, createDatabase, readerName, withClient } from './cluster';
import { say } from './steps';

/**
 * The demo's production: the database of a made-up manufacturing product with three customers, from which sandboxes
 * take structure and configuration. Only the first start fills it; an interrupted one is continued.
 */

const databaseName = 'fabrica_production';

/** Makes what is missing and returns the read-only URL under which the engine sees it. May be repeated. */
export async function prepareDemoProduction(superuserUrl: string, readerPassword: string): Promise<string> {
  const databaseUrl = addressOf(superuserUrl, databaseName);
  await withClient(superuserUrl, (client) => createDatabase(client, databaseName));
  const filled = await fillFabrica({ url: databaseUrl, reader: readerName });
  for (const { tenant, rows, made, tookMs } of filled)
    if (made) say(`  ${tenant}: ${rows.toLocaleString('en')} rows (${(tookMs / 1000).toFixed(1)} s)`);
  const schemas = productionTenants.map((tenant) => tenant.name);
  await openToReader({ databaseUrl, reader: readerName, schemas });
  return addressOf(superuserUrl, databaseName, { name: readerName, password: readerPassword });
}

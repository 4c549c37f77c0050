import { parseArgs } from 'node:util';
import { systemActor } from '@/lib/access/actor';
import { runOrThrow } from '@/lib/command/run';
import { closeDb } from '@/lib/db/client';
import type { TenantKey } from '@/lib/plan-format/scrub-plan';
import { registerTenant } from '@/lib/products/register-tenant';
import { type CliCommand, print, UsageError } from './command-line';
import { readTenantKey } from './tenant-key';

/** Says where a customer's rows lie in a product's production. */
export const registerTenantPlace: CliCommand = {
  name: 'tenant register',
  summary: 'say where a customer’s rows lie in a product’s production',
  usage: `--product SLUG --organization SLUG [--database NAME] --schema NAME [--name WORDS] [--tenant-table TABLE] [--tenant-key COLUMN=VALUE]…

  --database       where each tenant has a database: this one's, on the server that SOURCE_URLS names for the product,
                   as it calls itself (SELECT current_database())
  --schema         the schema in production that holds the rows
  --name           what people call this tenant; needed with a database or a key
  --tenant-key     where tenants share the schema: the column that tells them apart and this tenant's value, such as
                   organization_id=42; repeated for a key of several columns
  --tenant-table   the table of tenants, when the key's columns are columns of that table alone

May be repeated. Without a key the schema is this tenant's alone, and a database always is. The key's value is printed nowhere.`,
  run: async (args) => {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        product: text,
        organization: text,
        database: text,
        schema: text,
        name: text,
        'tenant-table': text,
        'tenant-key': { type: 'string', multiple: true },
      },
    });
    const { product: productSlug, organization: organizationSlug, database, schema, name } = values;
    if (!productSlug || !organizationSlug || !schema)
      throw new UsageError('--product, --organization and --schema are needed.');
    const key = readTenantKey(values['tenant-key'], values['tenant-table']);
    const place = {
      productSlug,
      organizationSlug,
      schema,
      ...(database === undefined ? {} : { database }),
      ...(name ? { name } : {}),
    };
    try {
      const input = key ? { ...place, key: withBareTable(key) } : place;
      await runOrThrow(registerTenant, input, systemActor('command line'));
      const within = database === undefined ? '' : `database ${database}, `;
      print(`Registered ${name ?? schema}: ${productSlug}, ${within}schema ${schema}.`);
      return 0;
    } finally {
      await closeDb();
    }
  },
};

/** A registered key names its table as people do, without the schema. */
const withBareTable = ({ root, ...key }: TenantKey) => ({
  ...key,
  ...(root === undefined ? {} : { table: root }),
});

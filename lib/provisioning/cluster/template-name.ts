import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import type { BuildOrder } from '../build-order';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { qualified } from '../copy/copy-rows';
import { templateDatabase } from '../names';
import type { Source } from '../sessions/source-session';

/** Part of every template's name: raise it when what a template holds changes though its sources do not. */
const templateVersion = '3';

/**
 * The name of the golden template that fits a build, whether it exists or not: same structure, same rows, same rules
 * for text. The tenant it was made for does not matter, and its configuration is no part of it.
 */
export async function templateName(
  { client, fingerprint, server }: Source,
  { product, seedSet, source, shape }: BuildOrder,
  clusterUrl: string,
): Promise<string> {
  const { encoding, collate, ctype, localeProvider, locale, icuRules } = server;
  const extensions = await readExtensions(client, [source.schema]);
  return templateDatabase([
    templateVersion,
    // Only its owner may copy a database; another installation on this cluster has templates of its own.
    new URL(clusterUrl).username,
    fingerprint,
    JSON.stringify(extensions.map((extension) => [extension.name, extension.schema])),
    product.schema,
    shape,
    seedSet?.sha256 ?? '',
    await hashTables(client, source.schema, product.referenceTables),
    JSON.stringify([encoding, collate, ctype, localeProvider, locale, icuRules]),
  ]);
}

/**
 * One hash over all rows of some tables, whatever their order: templates that were filled with other reference rows
 * are told apart by it. Rows are hashed on the server, so nothing but two numbers per table crosses the wire.
 */
async function hashTables(client: Client, schema: string, tables: readonly string[]): Promise<string> {
  const sums = tables.map(
    (table, at) =>
      `SELECT ${at} AS at, count(*) AS count, sum(hashtextextended((t.*)::text, 0)::numeric) AS sum
         FROM ${qualified(schema, table)} AS t`,
  );
  const { rows } = sums.length ? await client.query(`${sums.join(' UNION ALL ')} ORDER BY 1`) : { rows: [] };
  return createHash('sha256')
    .update(JSON.stringify([tables, rows]))
    .digest('hex');
}

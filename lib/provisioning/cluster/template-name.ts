import type { Build } from '../build';
import { hashTables } from '../copy/hash-tables';
import { templateDatabase } from '../names';

/** Part of every template's name: raise it when what a template holds changes though its sources do not. */
const engineVersion = '1';

/**
 * The name of the golden template that fits a build, whether it exists or not: same structure, same rows, same rules
 * for text. The tenant it was made for does not matter, and its configuration is no part of it.
 */
export async function templateName(build: Build): Promise<string> {
  const { client, fingerprint, server } = await build.source();
  const { product, seedSet, source, shape } = build.plan;
  const { encoding, collate, ctype, localeProvider, locale, icuRules } = server;
  return templateDatabase([
    engineVersion,
    // Only its owner may copy a database; another installation on this cluster has templates of its own.
    new URL(build.options.connections.clusterUrl).username,
    fingerprint,
    product.schema,
    shape,
    seedSet?.sha256 ?? '',
    await hashTables(client, source.schema, product.referenceTables),
    JSON.stringify([encoding, collate, ctype, localeProvider, locale, icuRules]),
  ]);
}

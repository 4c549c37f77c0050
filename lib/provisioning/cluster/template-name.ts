import type { BuildOrder } from '../build-order';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { hashTables } from '../copy/hash-tables';
import { templateDatabase } from '../names';
import type { Source } from '../sessions/source-session';

/** Part of every template's name: raise it when what a template holds changes though its sources do not. */
const engineVersion = '3';

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
    engineVersion,
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

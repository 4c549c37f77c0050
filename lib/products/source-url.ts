import { env } from '../env';
import { KnownError } from '../errors';
import { addressOf } from '../provisioning';
import { productDefinition } from './product';

/**
 * Where a tenant of a product is read: the product's URL of SOURCE_URLS, and where tenants are databases of their own, the
 * same server, login and options with this tenant's database.
 *
 * Throws `unavailable` with what is to be set right: no URL for the product, one that another database cannot be put into,
 * or a tenant without the database that its product's layout asks for, which would read somebody else's rows. Never
 * prints a URL, nor the database.
 */
export function sourceUrl(
  { slug, definition }: { slug: string; definition: unknown },
  { database }: { database: string },
): string {
  const url = env().SOURCE_URLS[slug];
  if (!url) throw unavailable(`SOURCE_URLS names no production database for the product ${slug}.`);
  if (database !== '') return withDatabase(slug, url, database);
  if (productDefinition.parse(definition).layout === 'database')
    throw unavailable(
      `Tenants of the product ${slug} are databases of their own, and this one was registered without its database.`,
    );
  return url;
}

/** A query may name the database as well, and libpq heeds it where `pg` does not: one URL, two databases. */
function withDatabase(slug: string, url: string, database: string): string {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw unavailable(`SOURCE_URLS needs a URL that begins with postgresql:// for the product ${slug}.`);
  const { searchParams } = new URL(url);
  if (searchParams.has('dbname') || searchParams.has('database'))
    throw unavailable(`The URL of the product ${slug} in SOURCE_URLS must name no database behind its ?.`);
  return addressOf(url, { database });
}

const unavailable = (message: string) => new KnownError('unavailable', message);

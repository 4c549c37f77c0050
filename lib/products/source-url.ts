import { env } from '../env';
import { KnownError } from '../errors';

/** Where a product's production is read. Throws `unavailable` naming the missing setting; never prints a URL. */
export function sourceUrl(productSlug: string): string {
  const url = env().SOURCE_URLS[productSlug];
  if (!url)
    throw new KnownError(
      'unavailable',
      `SOURCE_URLS names no production database for the product ${productSlug}.`,
    );
  return url;
}

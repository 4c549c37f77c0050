import type { Client } from 'pg';
import type { UsedCollation } from '../catalogue/read-used-collations';
import type { Server } from '../catalogue/server/read-server';
import { errorCodeOf } from '../provisioning-error';

/**
 * A copy encodes and orders text as its source does: the same encoding, provider and locale, whatever the cluster's own
 * default is. Where the cluster cannot, it is said by name before anything is made.
 */

type Wanted = { of: string; provider: 'b' | 'i' | 'c'; libc: string[]; locale: string | null };

/**
 * Sentences about rules for text that the cluster lacks: none when it has them all. Makes nothing. A locale of the
 * operating system is tried by setting it for money, which any role may do for itself.
 */
export async function findLocaleFaults(
  cluster: Client,
  source: Server,
  collations: readonly UsedCollation[] = [],
): Promise<string[]> {
  const { rows } = await cluster.query<{ version: number; hasIcu: boolean; names: string[] }>(
    `SELECT current_setting('server_version_num')::int AS version,
            EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i') AS "hasIcu",
            ARRAY(SELECT format('pg_catalog.%I', collname) FROM pg_collation
                   WHERE collnamespace = 'pg_catalog'::regnamespace) AS names`,
  );
  const { version = 0, hasIcu = false, names = [] } = rows[0] ?? {};
  const faults: string[] = [];
  for (const wanted of [wantedOf(source), ...collations.map(wantedOfCollation)]) {
    const missing = missingProvider(wanted, version, hasIcu) ?? (await missingLocale(cluster, wanted));
    if (missing) faults.push(`${wanted.of} needs ${missing}`);
  }
  const known = new Set(names);
  for (const { name, ofServer } of collations)
    if (ofServer && !known.has(name))
      faults.push(
        `The source uses the collation ${name}, which the cluster does not have; its administrator can install the locale and run pg_import_system_collations.`,
      );
  return faults;
}

const wantedOf = ({ localeProvider, collate, ctype, locale }: Server): Wanted => ({
  of: 'The source’s database',
  provider: localeProvider,
  libc: [...new Set([collate, ctype])],
  locale,
});

const wantedOfCollation = ({ name, provider, locales }: UsedCollation): Wanted => ({
  of: `The collation ${name}`,
  provider,
  libc: provider === 'c' ? locales : [],
  locale: provider === 'c' ? null : (locales[0] ?? null),
});

/** Builtin came with version 17, its second locale with 18. */
function missingProvider({ provider, locale }: Wanted, version: number, hasIcu: boolean): string | null {
  const needed = locale === 'PG_UNICODE_FAST' ? 18 : 17;
  if (provider === 'b' && version < needed * 10_000)
    return `the builtin locale ${locale}, which PostgreSQL has since version ${needed}; use a newer cluster.`;
  if (provider === 'i' && !hasIcu)
    return `the ICU locale ${locale}, and the cluster was built without ICU; use a cluster that has it.`;
  return null;
}

async function missingLocale(cluster: Client, { libc }: Wanted): Promise<string | null> {
  for (const locale of libc)
    if (!(await hasLocale(cluster, locale)))
      return `the locale "${locale}", which the cluster’s machine does not have; its administrator can install it there.`;
  return null;
}

/** Whether the machine of the cluster knows a locale: the server refuses the setting otherwise. */
async function hasLocale(cluster: Client, locale: string): Promise<boolean> {
  try {
    await cluster.query(`SELECT set_config('lc_monetary', $1, true)`, [locale]);
    return true;
  } catch (thrown) {
    if (errorCodeOf(thrown) !== '22023') throw thrown;
    return false;
  }
}

const providers = { b: 'builtin', i: 'icu', c: 'libc' } as const;

/** How a database encodes and orders text, in words. */
export function describeLocale({
  encoding,
  localeProvider,
  collate,
  ctype,
  locale,
  icuRules,
}: Server): string {
  const rules = icuRules === null ? '' : ' with rules of its own';
  const own = locale === null ? '' : `, locale ${locale}${rules}`;
  return `encoding ${encoding}, provider ${providers[localeProvider]}, collate ${collate}, ctype ${ctype}${own}`;
}

/**
 * What of that differs between a source and its copy, as a sentence; null where nothing does. Before version 16 the name of
 * an ICU locale was stored as it was typed, so it is compared from there on.
 */
export function localeDifference(source: Server, target: Server): string | null {
  const isTyped = source.localeProvider === 'i' && source.version < 160_000;
  const compared = isTyped ? { ...source, locale: target.locale } : source;
  const isSame = describeLocale(compared) === describeLocale(target) && source.icuRules === target.icuRules;
  if (isSame) return null;
  return `The source has ${describeLocale(source)}, and the copy has ${describeLocale(target)}.`;
}

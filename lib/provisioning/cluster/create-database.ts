import type { Client } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Server } from '../catalogue/server/read-server';
import { errorCodeOf, ProvisioningError } from '../provisioning-error';
import type { CopyMethod } from '../report';
import { describeLocale, findLocaleFaults } from './locale-faults';

/**
 * Makes a database that lets nobody in: `openDatabase` or `publish` change that later. One of two ways: a copy of
 * another database, or an empty one that encodes and orders text as the source does. `template0` is used for the
 * latter, since nobody can have put anything into it. Needs CREATEDB, and ownership of what is copied; the statement
 * is no transaction, so its intent must be on record before. Interrupted anywhere, it leaves nothing on the disk.
 * With `by` the files are copied in that way, which is said each time: a server's own way depends on its settings.
 * Refuses with `locale_unsupported` where the cluster cannot encode or order text in that way.
 */
export async function createSealedDatabase(
  cluster: Client,
  name: string,
  from: { template: string; by?: CopyMethod } | { like: Server },
): Promise<void> {
  const options = 'template' in from ? `TEMPLATE ${escapeIdentifier(from.template)}` : emptyLike(from.like);
  const by = 'template' in from ? from.by : undefined;
  if (by === 'clone') await cluster.query('SET file_copy_method = clone');
  const strategy = by ? 'STRATEGY file_copy' : await interruptibleStrategy(cluster);
  if ('like' in from) await assertLocale(cluster, from.like);
  try {
    await cluster.query(
      `CREATE DATABASE ${escapeIdentifier(name)} ${options} ${strategy} ALLOW_CONNECTIONS false`,
    );
  } catch (thrown) {
    throw 'like' in from && localeRefused.has(errorCodeOf(thrown) ?? '')
      ? localeUnsupported(`The cluster makes no database with ${describeLocale(from.like)}.`, thrown)
      : thrown;
  }
}

/** Invalid parameter value, wrong object type, and feature not supported: what CREATE DATABASE says of locales and encodings. */
const localeRefused: ReadonlySet<string> = new Set(['22023', '42809', '0A000']);

async function assertLocale(cluster: Client, source: Server): Promise<void> {
  const faults = await findLocaleFaults(cluster, source);
  if (faults.length > 0) throw localeUnsupported(faults.join(' '));
}

function localeUnsupported(message: string, cause?: unknown): ProvisioningError {
  return new ProvisioningError('locale_unsupported', message, errorCodeOf(cause), { cause });
}

/**
 * How files are copied so that a statement cut short takes them away again. Under `wal_level = minimal` PostgreSQL's
 * default way writes the copied pages at commit, outside of its own clean-up but open to interrupts: up to one in five
 * clients that died left a folder behind that no catalogue knew (decision 0045). Copying files ends within the clean-up.
 */
async function interruptibleStrategy(cluster: Client): Promise<string> {
  const { rows } = await cluster.query<{ wal_level: string }>('SHOW wal_level');
  return rows[0]?.wal_level === 'minimal' ? 'STRATEGY file_copy' : '';
}

function emptyLike(source: Server): string {
  const locale = source.locale === null ? '' : escapeLiteral(source.locale);
  const provider = {
    c: 'LOCALE_PROVIDER libc',
    b: `LOCALE_PROVIDER builtin BUILTIN_LOCALE ${locale}`,
    i: `LOCALE_PROVIDER icu ICU_LOCALE ${locale}${source.icuRules === null ? '' : ` ICU_RULES ${escapeLiteral(source.icuRules)}`}`,
  };
  return [
    'TEMPLATE template0',
    `ENCODING ${escapeLiteral(source.encoding)}`,
    `LC_COLLATE ${escapeLiteral(source.collate)}`,
    `LC_CTYPE ${escapeLiteral(source.ctype)}`,
    provider[source.localeProvider],
  ].join(' ');
}

import type { ClientBase } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Server } from '../catalogue/server/read-server';

/**
 * Makes a database that lets nobody in: `openDatabase` or `publish` change that later. One of two ways: a copy of
 * another database, or an empty one that encodes and orders text as the source does. `template0` is used for the
 * latter, since nobody can have put anything into it. Needs CREATEDB, and ownership of what is copied; the statement
 * is no transaction, so its intent must be on record before. Interrupted anywhere, it leaves nothing on the disk.
 */
export async function createSealedDatabase(
  cluster: ClientBase,
  name: string,
  from: { template: string } | { like: Server },
): Promise<void> {
  const options = 'template' in from ? `TEMPLATE ${escapeIdentifier(from.template)}` : emptyLike(from.like);
  const strategy = await interruptibleStrategy(cluster);
  await cluster.query(
    `CREATE DATABASE ${escapeIdentifier(name)} ${options} ${strategy} ALLOW_CONNECTIONS false`,
  );
}

/**
 * How files are copied so that a statement cut short takes them away again. Under `wal_level = minimal` PostgreSQL's
 * default way writes the copied pages at commit, outside of its own clean-up but open to interrupts: up to one in five
 * clients that died left a folder behind that no catalogue knew (decision 0045). Copying files ends within the clean-up.
 */
async function interruptibleStrategy(cluster: ClientBase): Promise<string> {
  const { rows } = await cluster.query<{ wal_level: string }>('SHOW wal_level');
  return rows[0]?.wal_level === 'minimal' ? 'STRATEGY file_copy' : '';
}

function emptyLike(source: Server): string {
  const locale = source.locale === null ? '' : escapeLiteral(source.locale);
  const provider = {
    c: '',
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

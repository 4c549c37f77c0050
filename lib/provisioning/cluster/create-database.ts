import type { ClientBase } from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import type { Server } from '../catalogue/server/read-server';

/**
 * Makes a database that lets nobody in: `openDatabase` or `publish` change that later. One of two ways: a copy of
 * another database, or an empty one that encodes and orders text as the source does. `template0` is used for the
 * latter, since nobody can have put anything into it. Needs CREATEDB, and ownership of what is copied; the statement
 * is no transaction, so its intent must be on record before.
 */
export async function createSealedDatabase(
  cluster: ClientBase,
  name: string,
  from: { template: string } | { like: Server },
): Promise<void> {
  const options = 'template' in from ? `TEMPLATE ${escapeIdentifier(from.template)}` : emptyLike(from.like);
  await cluster.query(`CREATE DATABASE ${escapeIdentifier(name)} ${options} ALLOW_CONNECTIONS false`);
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

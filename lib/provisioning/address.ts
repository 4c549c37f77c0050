import type { ClientConfig } from 'pg';
import { parse, toClientConfig } from 'pg-connection-string';

/**
 * Which database a connection URL names, written and read so that every name arrives: a name may hold slashes, question
 * marks, number signs, percent signs, quotes and spaces, and each of them means something to a URL. What is written here
 * is percent-encoded, as libpq reads it. `pg` reads a path by `decodeURI`, which leaves `%2F`, `%3F` and the like as they
 * are, so `pg` is handed the name itself.
 */

/**
 * A connection URL with its database replaced, and its user where one is given; everything else stays as it was written.
 * Throws for `.` and `..`, which every reader of URLs takes for a way through folders, and for a URL that cannot be read.
 */
export function addressOf(
  url: string,
  change: { database?: string; user?: { name: string; password: string } },
): string {
  const address = new URL(url);
  if (change.database !== undefined) {
    address.pathname = `/${encodeURIComponent(change.database)}`;
    if (databaseOf(address.href) !== change.database) throw new Error('no URL can name this database');
  }
  if (change.user) {
    address.username = encodeURIComponent(change.user.name);
    address.password = encodeURIComponent(change.user.password);
    // `pg` heeds these before the ones above. A query that has neither stays as it was written.
    const own = ['user', 'password'].filter((name) => address.searchParams.has(name));
    for (const name of own) address.searchParams.delete(name);
  }
  return address.href;
}

/** The server that a URL names, without login, database and whatever else belongs to one session: a place to sign in at. */
export function serverOf(url: string): string {
  const address = new URL(url);
  address.username = '';
  address.password = '';
  address.pathname = '/';
  for (const name of [...address.searchParams.keys()])
    if (!/^(host|port|ssl|sslmode|sslrootcert|uselibpqcompat)$/.test(name)) address.searchParams.delete(name);
  return address.href;
}

/**
 * What `pg` connects with: the URL as `pg` itself reads it, but for the database and for a word at `ssl`. Where no database
 * is named, and in the other forms that `pg` knows, such as the path of a socket, all is left to `pg`.
 */
export function clientConfigOf(url: string): ClientConfig {
  const read = parse(url);
  const config = toClientConfig(read);
  if (typeof read.ssl === 'string') config.ssl = encryptionOf(read.ssl);
  if (!/^postgres(ql)?:/.test(url)) return config;
  const database = databaseOf(url);
  return database === '' ? config : { ...config, database };
}

/**
 * What a word at `ssl` asks for, which `toClientConfig` leaves out. For `no-verify` and for nothing it is what `pg` makes of
 * it. Any other word makes `pg` ask for encryption and then break at the word; here it asks for encryption and for a
 * certificate that can be verified, but for `false`, which says that it wants none.
 */
function encryptionOf(word: string): ClientConfig['ssl'] {
  if (word === 'no-verify') return { rejectUnauthorized: false };
  return word !== 'false' && word !== '';
}

/** The database that a URL names in its path; empty where it names none. Throws for what is no URL, and for a broken `%`. */
export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

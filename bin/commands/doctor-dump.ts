import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Whether a pg_dump fits the servers around it. It must be of the source's major version or a later one, and no older than
 * the server's minor release: an older one prints options that newer servers keep for themselves as if people had set them.
 */
export type Release = { major: number; minor: number };

export type Judged = { isOk: boolean; text: string };

/** A server by what an operator calls it; production is read by pg_dump, the cluster restores what it prints. */
export type DumpedServer = { what: string; release: Release; isRead: boolean };

/** The built-in one reads servers up to this major version. */
const builtIn = 18;

/**
 * Minor releases of one day. All majors that are still maintained are released together, so the distance from these tells
 * which of two releases is older.
 */
const sameDay: Readonly<Record<number, number>> = { 14: 23, 15: 18, 16: 14, 17: 10, 18: 4 };

/** `15.20` of `pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`, or of `server_version`; null for another text. */
export function releaseIn(text: string): Release | null {
  const [, major, minor] = /(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? null : { major: Number(major), minor: Number(minor ?? 0) };
}

/** Asks the program for its version and compares; an empty `program` stands for the built-in one. Starts nothing else. */
export async function judgeDump(program: string, servers: readonly DumpedServer[]): Promise<Judged[]> {
  if (program === '') return judgeBuiltIn(servers);
  const printed = await promisify(execFile)(program, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => stdout,
    (error: Error) => error,
  );
  if (printed instanceof Error)
    return [wrong(`PG_DUMP is ${program}, which does not run: name a program, or leave PG_DUMP out`)];
  const release = /pg_dump/.test(printed) ? releaseIn(printed) : null;
  if (!release) return [wrong(`PG_DUMP is ${program}, which is no pg_dump: its --version names none`)];
  const faults = servers.flatMap((server) => judge(release, server));
  return faults.length > 0 ? faults : [ok(`pg_dump ${nameOf(release)} fits every server that was reached`)];
}

function judgeBuiltIn(servers: readonly DumpedServer[]): Judged[] {
  const faults = servers.filter(({ isRead, release }) => isRead && release.major > builtIn);
  if (faults.length === 0) return [ok(`the built-in one is used; it reads servers up to ${builtIn}`)];
  return faults.map(({ what, release }) =>
    wrong(
      `${what} is PostgreSQL ${nameOf(release)}, which the built-in pg_dump cannot read: set PG_DUMP to one of version ${release.major} or later`,
    ),
  );
}

function judge(dump: Release, { what, release, isRead }: DumpedServer): Judged[] {
  const server = `${what} (PostgreSQL ${nameOf(release)})`;
  if (isRead && dump.major < release.major)
    return [
      wrong(
        `pg_dump ${nameOf(dump)} cannot read ${server}: install one of version ${release.major} or later, or leave PG_DUMP out`,
      ),
    ];
  return isOlder(dump, release)
    ? [
        wrong(
          `pg_dump ${nameOf(dump)} is older than ${server}: update the package that it comes from, or leave PG_DUMP out`,
        ),
      ]
    : [];
}

/** By the day of the release; of majors that are not listed, only one and the same can be compared. */
function isOlder(left: Release, right: Release): boolean {
  if (left.major === right.major) return left.minor < right.minor;
  const [from, to] = [sameDay[left.major], sameDay[right.major]];
  return from !== undefined && to !== undefined && left.minor - from < right.minor - to;
}

const nameOf = ({ major, minor }: Release) => `${major}.${minor}`;
const ok = (text: string): Judged => ({ isOk: true, text });
const wrong = (text: string): Judged => ({ isOk: false, text });

import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ProvisioningError } from '../provisioning-error';

/**
 * pg_dump as a program of the host, for servers newer than the built-in one. The password travels in the environment
 * of the child alone: an argument would be readable by every user of the machine.
 */

/** Debian's /usr/bin/pg_dump is a script that looks for others; nothing else of our environment is passed on. */
const searchPath = '/usr/local/bin:/usr/bin:/bin';

/** What the given pg_dump prints, lines for psql included. Refuses with `structure_failed` and its last words. */
export async function runPgDumpNative(
  program: string,
  url: string,
  args: readonly string[],
  signal?: AbortSignal,
): Promise<string> {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const child = spawn(program, [...args, `--dbname=${address.href}`], {
    env: {
      PATH: searchPath,
      PGPASSWORD: password,
      PGAPPNAME: 'sandgate/structure',
      LC_ALL: 'C',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [sql, complaints, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]).catch((cause: unknown) => {
    throw failure(cause);
  });
  if (exitCode !== 0) throw failure(new Error(complaints.slice(-2_000)));
  return sql;
}

function failure(cause: unknown): ProvisioningError {
  return new ProvisioningError(
    'structure_failed',
    'pg_dump could not read the structure of the source.',
    undefined,
    {
      cause,
    },
  );
}

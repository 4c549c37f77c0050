import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type CertificateCheck,
  checkAgainstDesk,
  checkFile,
  parseCertificate,
  readCertificateFile,
} from '@/lib/certificates/check-certificate';
import {
  checkDestruction,
  checkDestructionAtDesk,
  readDestruction,
} from '@/lib/certificates/destruction/check-destruction';
import { closeDb } from '@/lib/db/client';
import { type CliCommand, print, UsageError } from './command-line';

/** Holds a certificate's file against itself, and against the desk that made it. */
export const checkCertificate: CliCommand = {
  name: 'check-certificate',
  summary: 'compute a certificate’s hashes again, and hold it against signatures and audit',
  usage: `FILE [--offline]

  FILE        a certificate as its page gives it (Download JSON), of a copy or of a destruction, or a bare proof such as
              --report writes
  --offline   looks at the file alone; without it, the desk's database is asked as well

Prints a line for each thing that was looked at: proof, manifest, signatures, kept columns, audit; of a destruction its
hash, its parts, its sum and the audit. A file from before signatures were part of it is checked for what it holds.
Ends with 0 when everything that could be looked at holds, 1 when something does not.`,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { offline: { type: 'boolean', default: false } },
    });
    const [path] = positionals;
    if (!path || positionals.length > 1) throw new UsageError('Name one file.');
    const text = await readFile(path, 'utf8').catch(() => unreadable(path));
    try {
      const { checks, note } = await checkText(text, values.offline);
      for (const { holds, text } of checks) print(`${words[String(holds)]}  ${text}`);
      const isWhole = checks.every(({ holds }) => holds !== false);
      print(isWhole ? 'The certificate holds.' : 'The certificate does not hold.');
      if (note) print(note);
      return isWhole ? 0 : 1;
    } finally {
      await closeDb();
    }
  },
};

/** Looks at whichever kind of certificate the text is; `note` is what a reader should know of one that holds. */
async function checkText(
  text: string,
  isOffline: boolean,
): Promise<{ checks: CertificateCheck[]; note?: string | undefined }> {
  const destruction = readDestruction(parseCertificate(text));
  if (destruction) {
    const atDesk = isOffline ? [] : await checkDestructionAtDesk(destruction);
    return { checks: [...checkDestruction(destruction), ...atDesk] };
  }
  const file = readCertificateFile(text);
  const checks = [...checkFile(file), ...(isOffline ? [] : await checkAgainstDesk(file))];
  const failed = 'It is of a proof that failed: its copy was not handed over.';
  return { checks, note: file.certificate.passed ? undefined : failed };
}

const words: Record<string, string> = { true: 'yes    ', false: 'NO     ', null: 'unknown' };

function unreadable(path: string): never {
  throw new UsageError(`${path} cannot be read.`);
}

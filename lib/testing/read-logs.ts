import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { canaryMark } from '@/demo/fabrica/canaries';

/**
 * What no log may hold, whichever test ran: the words that tests and the demo plant in rows, the keys of production and of
 * sandboxes, and the row that PostgreSQL prints beside a refusal.
 */
const forbidden: readonly (readonly [what: string, form: RegExp])[] = [
  ['a word that the demo plants in its rows', new RegExp(canaryMark)],
  ['a word that a test plants in its rows', /(?:canary|planted|tenant)_?[0-9a-z]{20,}/],
  ['an API key', /\b[a-z]+_(?:live|test|sandbox)_[0-9A-Za-z]{20,}/],
  ['a row that failed', /Failing row contains|\bDETAIL: {2}Key \(/],
];

/** Every line of these files that holds such a thing or one of `secrets`, by file, line and what it is; never the thing itself. */
export async function findInLogs(
  files: readonly string[],
  secrets: readonly string[] = [],
): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const [at, line] of text.split('\n').entries()) {
      const known = forbidden.filter(([, form]) => form.test(line)).map(([what]) => what);
      const what = secrets.some((secret) => line.includes(secret)) ? [...known, 'a secret'] : known;
      found.push(...what.map((each) => `${path.basename(file)}, line ${at + 1}: ${each}`));
    }
  }
  return found;
}

/** The embedded server's log and the one that was set aside. */
export const serverLogs = (dataDir: string) =>
  ['server.log', 'server.log.1'].map((name) => path.join(dataDir, name));

/** Rejects with every finding. Call when the programs that wrote the logs have ended. */
export async function assertLogsHoldNothing(
  files: readonly string[],
  secrets?: readonly string[],
): Promise<void> {
  const found = await findInLogs(files, secrets);
  if (found.length > 0) throw new Error(`Logs hold what they must not:\n${found.slice(0, 20).join('\n')}`);
}

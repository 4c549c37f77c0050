import { isInternalOption } from '../catalogue/definitions/internal-options';
import { type Statement, splitStatements } from './sql/split-statements';
import { Words } from './sql/words';

/**
 * A dump is the text of another program, and this file says all that is taken out of it or changed in it: a rule for each
 * kind, with its reason and the releases that it is about. Rules look at whole statements as the server would read them,
 * so a function body or a literal that quotes such a line stays as it is.
 *
 * No rule here asks which server is the target: what remains runs on each that can have the objects at all. Lines for
 * psql itself (`\restrict` and `\unrestrict`, in each dump since the releases of August 2025) are no statements, and the
 * splitter leaves them out.
 */
export type DumpRule = {
  /** What it is about. */
  matter: string;
  /** Why the statement cannot run as it is. */
  reason: string;
  /** Which releases of pg_dump or of the server write it. */
  releases: string;
  /** The statement to run instead; null for none, the same for one that the rule is not about. */
  apply(statement: Statement): Statement | null;
};

export const dumpRules: readonly DumpRule[] = [
  {
    matter: 'settings of the session',
    reason:
      'They are for psql, lift our time limits, and include names that older servers lack; `restoreSettings` and the settings of each session stand for them. How tables are stored is said per table and stays.',
    releases: 'all; `transaction_timeout` since 17',
    apply: (statement) => (isSessionSetting(new Words(statement.tokens)) ? null : statement),
  },
  {
    matter: 'schemas that exist',
    reason: 'Each database has `public`, and extensions may have been put into another schema before.',
    releases: 'all',
    apply: (statement) => {
      const words = new Words(statement.tokens);
      return words.are('create', 'schema') && !words.isWord(2, 'if')
        ? edited(statement, statement.tokens[1]?.end ?? 0, 0, ' IF NOT EXISTS')
        : statement;
    },
  },
  {
    matter: 'options that a server keeps for itself',
    reason:
      'A pg_dump that is older than its server prints them as if a person had set them, and an older server refuses them.',
    releases: '`pg_attver` on every column since the minor releases of November 2026 (15.20, 18.5)',
    apply: withoutInternalOptions,
  },
];

/** The statements of a dump that are to be run, in its order. Refuses (Error) a dump that ends in the middle. */
export function readDump(script: string): Statement[] {
  return splitStatements(script).flatMap((statement) => {
    let changed: Statement | null = statement;
    for (const rule of dumpRules) changed &&= rule.apply(changed);
    return changed ? [changed] : [];
  });
}

/**
 * What a session is set to while a dump is restored, beside what each of our sessions is (connect.ts), so that literals mean
 * what they meant to pg_dump: names with their schema alone find anything, and bodies of functions are not looked into, for
 * they may name what comes later.
 */
export const restoreSettings: Readonly<Record<string, string>> = {
  search_path: '',
  check_function_bodies: 'off',
  client_min_messages: 'warning',
  row_security: 'off',
};

function isSessionSetting(words: Words): boolean {
  if (words.are('set')) return !words.isWord(1, 'default_table_access_method');
  return words.are('select') && words.isWord(1, 'pg_catalog') && words.isWord(3, 'set_config');
}

/** The statement with `length` characters at a place replaced, read anew; null where nothing is left to do. */
function edited({ sql }: Statement, at: number, length: number, text: string): Statement | null {
  return splitStatements(`${sql.slice(0, at)}${text}${sql.slice(at + length)};`)[0] ?? null;
}

/**
 * Options stand in parentheses behind the first SET of an ALTER and behind the first WITH of a CREATE or of a constraint.
 * What is behind the SET of an UPDATE, in a rule or a body, is another thing and is never looked at.
 */
function withoutInternalOptions(statement: Statement): Statement | null {
  const { sql, tokens } = statement;
  const words = new Words(tokens);
  const isAlter = words.are('alter');
  if (
    !isAlter &&
    !(words.are('create') && /^(table|index|view|unique|materialized|unlogged)$/.test(words.text(1) ?? ''))
  )
    return statement;
  const lead = [isAlter ? words.find('set') : -2, words.find('with')].find(
    (at) => words.text(at + 1) === '(',
  );
  if (lead === undefined || lead < 0) return statement;
  const options = optionList(statement, lead + 1);
  if (!options) return statement;
  const kept = options.items.filter((item) => !isInternalOption(item.name));
  if (kept.length === options.items.length) return statement;
  const end = options.end;
  if (kept.length > 0) {
    const open = tokens[lead + 1]?.end ?? 0;
    return edited(statement, open, end - 1 - open, kept.map((item) => item.text).join(', '));
  }
  const start = tokens[lead]?.at ?? 0;
  return words.isWord(lead, 'set')
    ? null
    : edited(statement, start, end - start, sql[end] === undefined ? '' : ' ');
}

type Option = { name: string; text: string };

/** The options between the parenthesis that is token `open` and the one that closes it, behind which `end` is. */
function optionList({ sql, tokens }: Statement, open: number): { items: Option[]; end: number } | null {
  const items: Option[] = [];
  let depth = 0;
  let first = open + 1;
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'symbol') continue;
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth > 1 || !(depth === 0 || token.text === ',')) continue;
    const name = tokens[first];
    if (name && first < at) items.push({ name: name.text, text: sql.slice(name.at, token.at).trim() });
    first = at + 1;
    if (depth === 0) return { items, end: token.end };
  }
  return null;
}

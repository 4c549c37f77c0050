import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import type { Finding } from '../certificate';
import { NumberTally } from './chance';
import { accountsIn, cardsIn } from './numbers-in';
import { sqlPatterns } from './patterns';

/**
 * Looks at what stands in the target, whatever the plan says of it: every text, JSON, array and composite column, the
 * kept ones included. Only counts leave the server, besides numbers that have to be tried for check digits; those are
 * values of the target and stay in this process's memory.
 */

export type ScannedColumn = {
  column: Pick<CatalogueColumn, 'name'>;
  /** Proven by comparison to share nothing with the source: a sample suffices. */
  sampled: boolean;
  /** What the plan keeps or makes on purpose. */
  exempt: ReadonlySet<Finding['looksLike']>;
};

export type ScanTarget = { schema: string; table: string; key: string; only: string; rows: number };

/** Rows of a sample: what a mask lets through once in two thousand rows is in it with 99 %. */
const sampleRows = 10_000;
/** Of one text. */
const mostCharacters = 100_000;
/** Texts that are fetched together: 10 MB at the most, unless many columns of one row are as long. */
const textsAtOnce = 100;
/** A SELECT may have 1,664 columns, of which each takes two. */
const columnsAtOnce = 500;

/** Whether a type can hold a word. */
export function holdsText(type: ColumnType): boolean {
  if (type.kind === 'array') return type.element !== null && holdsText(type.element);
  if (type.kind === 'composite') return type.fields.some((field) => holdsText(field.type));
  return type.kind === 'base' && words.has(type.base);
}
const words = new Set(['text', 'varchar', 'bpchar', 'citext', 'name', 'json', 'jsonb', 'xml', 'hstore']);

/** One pass over the table for the columns that are read whole, and one over a sample for the others. */
export async function scanColumns(
  client: Client,
  target: ScanTarget,
  columns: readonly ScannedColumn[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const sampled of [false, true]) {
    const group = columns.filter((each) => each.sampled === sampled);
    for (let at = 0; at < group.length; at += columnsAtOnce)
      findings.push(...(await scanGroup(client, target, group.slice(at, at + columnsAtOnce), sampled)));
  }
  return findings;
}

async function scanGroup(
  client: Client,
  target: ScanTarget,
  columns: readonly ScannedColumn[],
  sampled: boolean,
): Promise<Finding[]> {
  const share = (100 * sampleRows) / Math.max(1, target.rows);
  const sample = sampled && share < 100 ? ` TABLESAMPLE SYSTEM (${share.toFixed(4)})` : '';
  const from = `FROM ${target.only}${escapeIdentifier(target.schema)}.${escapeIdentifier(target.table)}${sample}`;
  const tallies = columns.map(
    (each): Tally => ({
      each,
      mails: 0,
      cards: new NumberTally('card'),
      accounts: new NumberTally('iban'),
    }),
  );
  const rowsAtOnce = Math.max(10, Math.floor(textsAtOnce / columns.length));
  await client.query(`DECLARE suspects NO SCROLL CURSOR FOR ${suspectRows(columns, from)}`);
  for (;;) {
    const { rows } = await client.query<Suspect[]>({
      text: `FETCH ${rowsAtOnce} FROM suspects`,
      rowMode: 'array',
    });
    for (const row of rows)
      for (const [at, tally] of tallies.entries()) {
        if (row[2 * at] === true) tally.mails += 1;
        const text = row[2 * at + 1];
        if (typeof text !== 'string') continue;
        tally.cards.add(cardsIn(text));
        tally.accounts.add(accountsIn(text));
      }
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE suspects');
  for (const tally of tallies)
    if (tally.cards.valid + tally.accounts.valid > 0) await addTokensBeside(client, tally, from);
  return tallies.flatMap((tally) => findingsOf(tally, `${target.key}.${tally.each.column.name}`));
}

/** Of one column: whether its text holds a mail; the text, if it may hold a number that has to be tried. */
type Suspect = boolean | string | null;

/**
 * The rows in which a pattern was met, with two columns for each that is looked at. A text is written once for both
 * patterns, since a document takes longer to write than to look through, and what is exempt is not looked for.
 */
function suspectRows(columns: readonly ScannedColumn[], from: string): string {
  const texts = columns.map((each, at) => `${textOf(each)} AS t${at}`);
  const found = columns.flatMap(({ exempt }, at) => {
    const text = `t${at}`;
    const numbers = exempt.has('card') && exempt.has('iban') ? 'false' : sqlPatterns.numbers(text);
    return [
      `${exempt.has('mail') ? 'false' : sqlPatterns.mail(text)} AS m${at}`,
      `CASE WHEN ${numbers} THEN left(${text}, ${mostCharacters}) END AS n${at}`,
    ];
  });
  const isSuspect = columns.map((_each, at) => `m${at} OR n${at} IS NOT NULL`).join(' OR ');
  return `SELECT * FROM (SELECT ${found.join(', ')} FROM (SELECT ${texts.join(', ')} ${from} OFFSET 0) AS written OFFSET 0) AS looked WHERE ${isSuspect}`;
}

type Tally = { each: ScannedColumn; mails: number; cards: NumberTally; accounts: NumberTally };

/** Rows that tell what kind of value a column holds. */
const rowsBeside = 400;

/**
 * Adds digests and tokens among other values of the column, of which the valid ones may be some by chance: those hold letters
 * mostly, and no pattern for numbers met them. What was met is not counted twice.
 */
async function addTokensBeside(
  client: Client,
  { each, cards, accounts }: Tally,
  from: string,
): Promise<void> {
  const text = textOf(each);
  const { rows } = await client.query<{ text: string }>(
    `SELECT left(${text}, 1000) AS text ${from}
      WHERE ${text} ~ '\\y[0-9A-Za-z]{13}' AND ${text} ~ '[0-9]' AND NOT coalesce(${sqlPatterns.numbers(text)}, false) LIMIT ${rowsBeside}`,
  );
  for (const row of rows) {
    cards.add(cardsIn(row.text));
    accounts.add(accountsIn(row.text));
  }
}

function findingsOf({ each, mails, cards, accounts }: Tally, place: string): Finding[] {
  const { exempt, sampled } = each;
  const numbers = (kind: 'card' | 'iban', count: number) =>
    count > 0 && !exempt.has(kind) ? [{ place, looksLike: kind, count }] : [];
  return [
    ...(mails > 0 ? [{ place, looksLike: 'mail' as const, count: mails }] : []),
    ...numbers('card', cards.findings(sampled)),
    ...numbers('iban', accounts.findings(sampled)),
  ];
}

/** A nondeterministic collation would refuse patterns. */
const textOf = ({ column }: ScannedColumn) => `${escapeIdentifier(column.name)}::text COLLATE "C"`;

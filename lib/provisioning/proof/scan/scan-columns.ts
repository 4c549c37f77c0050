import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import type { CatalogueColumn } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import type { Finding } from '../certificate';
import { countCards, countIbans, isBeyondChance, sqlPatterns } from './patterns';

/**
 * Looks at what stands in the target, whatever the plan says of it: every text, JSON, array and composite column, the
 * kept ones included. Only counts leave the server, besides numbers that have to be tried for check digits; those are
 * values of the target and stay in this process's memory.
 */

export type ScannedColumn = {
  column: CatalogueColumn;
  /** Proven by comparison to share nothing with the source: a sample suffices. */
  sampled: boolean;
  /** What the plan keeps or makes on purpose. */
  exempt: ReadonlySet<Finding['looksLike']>;
};

export type ScanTarget = { schema: string; table: string; key: string; only: string; rows: number };

/** Rows of a sample: what a mask lets through once in two thousand rows is in it with 99 %. */
const sampleRows = 10_000;
/** Of one text, and rows that are fetched together: 10 MB at a time. */
const mostCharacters = 100_000;
const rowsAtOnce = 100;

/** Whether a type can hold a word. */
export function holdsText(type: ColumnType): boolean {
  if (type.kind === 'array') return type.element !== null && holdsText(type.element);
  if (type.kind === 'composite') return type.fields.some((field) => holdsText(field.type));
  return type.kind === 'base' && words.has(type.base);
}
const words = new Set(['text', 'varchar', 'bpchar', 'citext', 'name', 'json', 'jsonb', 'xml', 'hstore']);

/** One pass over the table for all of its columns, and a second one for those that hold long numbers. */
export async function scanColumns(
  client: Client,
  target: ScanTarget,
  columns: readonly ScannedColumn[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const sampled of [false, true]) {
    const group = columns.filter((each) => each.sampled === sampled);
    if (group.length > 0) findings.push(...(await scanGroup(client, target, group, sampled)));
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
  // Written as text once, for both patterns: a document takes longer to write than to look through.
  const texts = columns.map((each, at) => `${textOf(each)} AS t${at}`);
  const counts = columns.flatMap((_each, at) => {
    const text = `t${at}`;
    return [
      `count(*) FILTER (WHERE ${sqlPatterns.mail(text)})`,
      `count(*) FILTER (WHERE ${sqlPatterns.numbers(text)})`,
    ];
  });
  const { rows } = await client.query<number[]>({
    text: `SELECT ${counts.map((count) => `(${count})::int8::float8`).join(', ')} FROM (SELECT ${texts.join(', ')} ${from} OFFSET 0) AS written`,
    rowMode: 'array',
  });
  const [counted = []] = rows;
  const findings: Finding[] = [];
  for (const [at, each] of columns.entries()) {
    const place = `${target.key}.${each.column.name}`;
    const mails = counted[2 * at] ?? 0;
    if (mails > 0 && !each.exempt.has('mail')) findings.push({ place, looksLike: 'mail', count: mails });
    if ((counted[2 * at + 1] ?? 0) > 0) findings.push(...(await tryNumbers(client, from, each, place)));
  }
  return findings;
}

type Count = { alike: number; valid: number };
type NumberKind = { looksLike: 'card' | 'iban'; countIn: (text: string) => Count; total: Count };

async function tryNumbers(
  client: Client,
  from: string,
  each: ScannedColumn,
  place: string,
): Promise<Finding[]> {
  const text = textOf(each);
  const kinds: NumberKind[] = [
    { looksLike: 'card', countIn: countCards, total: { alike: 0, valid: 0 } },
    { looksLike: 'iban', countIn: countIbans, total: { alike: 0, valid: 0 } },
  ];
  await client.query(
    `DECLARE numbers NO SCROLL CURSOR FOR
       SELECT left(${text}, ${mostCharacters}) AS text ${from} WHERE ${sqlPatterns.numbers(text)}`,
  );
  for (;;) {
    const { rows } = await client.query<{ text: string }>(`FETCH ${rowsAtOnce} FROM numbers`);
    for (const row of rows)
      for (const { countIn, total } of kinds) {
        const { alike, valid } = countIn(row.text);
        total.alike += alike;
        total.valid += valid;
      }
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE numbers');
  return kinds.flatMap(({ looksLike, total }): Finding[] => {
    if (each.exempt.has(looksLike) || !isBeyondChance(looksLike, total, each.sampled)) return [];
    return [{ place, looksLike, count: total.valid }];
  });
}

/** A nondeterministic collation would refuse patterns. */
const textOf = ({ column }: ScannedColumn) => `${escapeIdentifier(column.name)}::text COLLATE "C"`;

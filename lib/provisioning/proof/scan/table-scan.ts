import { type ClientBase, escapeIdentifier } from 'pg';
import type { Finding } from '../../../certificate-format/certificate';
import type { ColumnType } from '../../catalogue/column-type';
import { longText, readInOnePass, type TextReading } from '../texts/read-in-one-pass';
import { ColumnScan, mostCharacters, type ScannedColumn } from './column-scan';
import { sqlPatterns } from './patterns';
import { mayBe } from './suspicion-in';

/**
 * Looks at what stands in the target, whatever the plan says of it: every text, JSON, array and composite column, the
 * kept ones included. Texts pass through this process, which takes a tenth of the time that patterns take in a server and
 * reads kept texts once for this and for the search for values elsewhere. They are the target's own and stay in memory.
 */

export type ScanTarget = { schema: string; table: string; key: string; only: string; rows: number };

/** Rows of a sample: what a mask lets through once in two thousand rows is in it with 99 %. */
const sampleRows = 10_000;
/** Texts that are fetched together: 10 MB at the most. */
const textsAtOnce = 100;
/** Rows that tell what kind of value a column holds. */
const rowsBeside = 400;

/** Whether a type can hold a word. */
export function holdsText(type: ColumnType): boolean {
  if (type.kind === 'array') return type.element !== null && holdsText(type.element);
  if (type.kind === 'composite') return type.fields.some((field) => holdsText(field.type));
  return type.kind === 'base' && words.has(type.base);
}
const words = new Set(['text', 'varchar', 'bpchar', 'citext', 'name', 'json', 'jsonb', 'xml', 'hstore']);

/** The scan of one table: whoever reads its texts hands on those of `readings`, and then finishes it. */
export class TableScan {
  /** Known when it is finished. */
  findings: Finding[] = [];
  isFinished = false;
  private readonly scans: readonly ColumnScan[];

  constructor(
    private readonly target: ScanTarget,
    readonly columns: readonly ScannedColumn[],
  ) {
    this.scans = columns.map((each) => new ColumnScan(each));
  }

  /** Of the columns that are read whole. */
  get readings(): TextReading[] {
    return readingsOf(this.scans.filter(({ each }) => !each.sampled));
  }

  /** Reads the samples and whatever takes a second look. Rejects when the server fails. */
  async finish(client: ClientBase): Promise<void> {
    const sampled = this.scans.filter(({ each }) => each.sampled);
    await readInOnePass(client, this.from(true), readingsOf(sampled));
    for (const scan of this.scans) {
      if (scan.isLong) await scanLongTexts(client, scan, this.from(scan.each.sampled));
      if (scan.holdsValid) await addTokensBeside(client, scan, this.from(scan.each.sampled));
    }
    this.isFinished = true;
    this.findings = this.scans.flatMap((scan) =>
      scan.findings(`${this.target.key}.${scan.each.column.name}`),
    );
  }

  private from(sampled: boolean): string {
    const { only, schema, table, rows } = this.target;
    const share = (100 * sampleRows) / Math.max(1, rows);
    const sample = sampled && share < 100 ? ` TABLESAMPLE SYSTEM (${share.toFixed(4)})` : '';
    return `FROM ${only}${escapeIdentifier(schema)}.${escapeIdentifier(table)} AS src${sample}`;
  }
}

const readingsOf = (scans: readonly ColumnScan[]): TextReading[] =>
  scans
    .filter(({ looksFor }) => looksFor !== 0)
    .map((scan) => ({ sql: textOf(scan), take: (bytes, start, end) => scan.take(bytes, start, end) }));

const textOf = ({ each }: ColumnScan) => `src.${escapeIdentifier(each.column.name)}::text`;

/** Whether it holds a mail; the text, if it may hold a number that has to be tried. */
type Suspect = { mail: boolean | null; numbers: string | null };

/** Texts of which no more than the beginning was sent: the server tries the patterns. */
async function scanLongTexts(client: ClientBase, scan: ColumnScan, from: string): Promise<void> {
  const { looksFor } = scan;
  const found = [
    `${looksFor & mayBe.mail ? sqlPatterns.mail('text') : 'false'} AS mail`,
    `CASE WHEN ${looksFor & mayBe.number ? sqlPatterns.numbers('text') : 'false'} THEN left(text, ${mostCharacters}) END AS numbers`,
  ];
  // A nondeterministic collation would refuse patterns.
  const written = `SELECT ${textOf(scan)} COLLATE "C" AS text ${from} OFFSET 0`;
  await client.query(
    `DECLARE suspects NO SCROLL CURSOR FOR
       SELECT * FROM (SELECT ${found.join(', ')} FROM (${written}) AS written WHERE octet_length(text) >= ${longText} OFFSET 0) AS looked
        WHERE mail OR numbers IS NOT NULL`,
  );
  for (;;) {
    const { rows } = await client.query<Suspect>(`FETCH ${textsAtOnce} FROM suspects`);
    for (const { mail, numbers } of rows) addSuspect(scan, mail, numbers);
    if (rows.length < textsAtOnce) break;
  }
  await client.query('CLOSE suspects');
}

function addSuspect(scan: ColumnScan, mail: boolean | null, numbers: string | null): void {
  if (mail) scan.addMail();
  if (numbers !== null) scan.addNumbers(numbers);
}

/**
 * Adds digests and tokens among other values of the column, of which the valid ones may be some by chance: those hold letters
 * mostly, and no pattern for numbers met them. What was met is not counted twice.
 */
async function addTokensBeside(client: ClientBase, scan: ColumnScan, from: string): Promise<void> {
  const text = `${textOf(scan)} COLLATE "C"`;
  const { rows } = await client.query<{ text: string }>(
    `SELECT left(${text}, 1000) AS text ${from}
      WHERE ${text} ~ '\\y[0-9A-Za-z]{13}' AND ${text} ~ '[0-9]' AND NOT coalesce(${sqlPatterns.numbers(text)}, false) LIMIT ${rowsBeside}`,
  );
  for (const row of rows) scan.addNumbers(row.text);
}

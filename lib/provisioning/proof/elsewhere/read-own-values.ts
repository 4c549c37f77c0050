import type { ClientBase } from 'pg';
import { readHashes } from '../compare/decode-hashes';
import { type OwnColumn, piecesOf, plainText, preparedTexts } from './own-values';
import { mostWords, sumOf } from './read-words';
import { rowsLookedAt } from './rows-looked-at';
import type { ValueSet } from './value-set';

/** Marks are one byte; columns beyond that share one, and the servers are asked about each of them. */
const mostMarks = 255;

/** Columns of the source with the marks that their values have in the set, and how many values were seen. */
export class OwnColumns {
  readonly values: number[];

  constructor(readonly all: readonly OwnColumn[]) {
    this.values = all.map(() => 0);
  }

  markOf(column: OwnColumn): number {
    return 1 + (this.all.indexOf(column) % mostMarks);
  }

  /** Those that have this mark, each with the number of its values. */
  marked(mark: number): { column: OwnColumn; values: number }[] {
    return this.all.flatMap((column, at) =>
      1 + (at % mostMarks) === mark ? [{ column, values: this.values[at] ?? 0 }] : [],
    );
  }
}

/** Columns that one statement reads: those of one table; a list is spread by a statement of its own. */
export function statementsOf(columns: readonly OwnColumn[]): OwnColumn[][] {
  const groups: OwnColumn[][] = [];
  for (const column of columns) {
    const last = groups.at(-1);
    const fits = last && last.length < columnsAtOnce && last[0]?.table === column.table;
    if (fits && column.spread === '' && last[0]?.spread === '') last.push(column);
    else groups.push([column]);
  }
  return groups;
}
/** A SELECT may have 1,664 columns, of which a name takes five. */
const columnsAtOnce = 200;

/** `FROM (SELECT …) AS own`, with columns `p0`, `d0`, `p1` … for the prepared texts of each column. */
export function preparedFrom(columns: readonly OwnColumn[]): string {
  const [first] = columns;
  if (!first) throw new RangeError('no column to read');
  const { table, spread } = first;
  const values = columns.map(({ value }, at) => `${value} AS r${at}`);
  const raw = `SELECT ${values.join(', ')} ${rowsLookedAt({ ...first, schema: table.schema }, spread)} OFFSET 0`;
  const plain = columns.map((column, at) => `${plainText(column, `raw.r${at}`)} AS t${at}`);
  const texts = columns.flatMap((column, at) => preparedTexts(column, at, `plain.t${at}`));
  return `FROM (SELECT ${texts.join(', ')} FROM (SELECT ${plain.join(', ')} FROM (${raw}) AS raw OFFSET 0) AS plain OFFSET 0) AS own`;
}

export const hashOfPiece = (piece: string, seed: bigint) =>
  `hashtextextended((${piece}) COLLATE "C", ${seed})`;

/** Reads columns of one statement from the source into the set. Rejects when the server fails. */
export async function readOwnValues(
  source: ClientBase,
  columns: readonly OwnColumn[],
  {
    own,
    set,
    seed,
    isAsked,
  }: { own: OwnColumns; set: ValueSet; seed: bigint; isAsked: (low: number) => boolean },
): Promise<void> {
  const fields: { column: OwnColumn; at: number; mark: number; isWord: boolean; isFirst: boolean }[] = [];
  const hashes = columns.flatMap((column, at) => {
    const pieces = piecesOf(column.kind, at);
    const isWord = column.kind === 'name' || column.kind === 'address';
    for (const piece of pieces)
      fields.push({ column, at, mark: own.markOf(column), isWord, isFirst: piece === pieces[0] });
    return pieces.map((piece) => hashOfPiece(piece, seed));
  });
  const words = columns.map((column) => new Words(column, own.markOf(column), set, isAsked));
  const counted = columns.map(() => 0);
  const flush = (at: number) => words[at]?.end();
  await readHashes(source, `SELECT ${hashes.join(', ')} ${preparedFrom(columns)}`, (index, high, low) => {
    const field = fields[index];
    if (!field) return;
    if (field.isFirst) counted[field.at] = (counted[field.at] ?? 0) + 1;
    if (!field.isWord) {
      if (isAsked(low)) set.add(high, low, field.mark);
      return;
    }
    if (field.isFirst) flush(field.at);
    words[field.at]?.push(high, low);
  });
  for (const [at, column] of columns.entries()) {
    flush(at);
    const index = own.all.indexOf(column);
    own.values[index] = (own.values[index] ?? 0) + (counted[at] ?? 0);
  }
}

/** The words of one value after another. Where a value has any, its first word is there. */
class Words {
  private readonly highs = new Int32Array(mostWords);
  private readonly lows = new Int32Array(mostWords);
  private count = 0;

  constructor(
    private readonly column: OwnColumn,
    private readonly mark: number,
    private readonly set: ValueSet,
    private readonly isAsked: (low: number) => boolean,
  ) {}

  push(high: number, low: number): void {
    this.highs[this.count] = high;
    this.lows[this.count] = low;
    this.count += 1;
  }

  end(): void {
    const { highs, lows, count } = this;
    if (count === 0) return;
    this.count = 0;
    if (this.column.kind === 'address') this.addSum(0, count);
    else {
      for (let at = 0; at < count; at += 1) {
        this.add(highs[at] ?? 0, lows[at] ?? 0);
        if (at > 0) this.addSum(at - 1, at + 1);
      }
      if (count > 2)
        this.add(sumOf(highs[0] ?? 0, highs[count - 1] ?? 0), sumOf(lows[0] ?? 0, lows[count - 1] ?? 0));
    }
  }

  private addSum(from: number, to: number): void {
    if (to - from < 2) return;
    let [high, low] = [0, 0];
    for (let at = from; at < to; at += 1) {
      high = sumOf(high, this.highs[at] ?? 0);
      low = sumOf(low, this.lows[at] ?? 0);
    }
    this.add(high, low);
  }

  private add(high: number, low: number): void {
    if (this.isAsked(low)) this.set.add(high, low, this.mark);
  }
}

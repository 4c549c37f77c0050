import { stringify } from 'csv-stringify/sync';
import { answerHeaders } from './problem';

/**
 * Tables for spreadsheets (RFC 4180, a header line, lines ended by CR LF, in UTF-8 with a byte order mark, without which Excel
 * reads names as Latin-1). A spreadsheet runs a cell that begins with = + - @ as a formula, and some trim what stands before:
 * such a text begins with an apostrophe here. `escape_formulas` sees the first character alone, so blanks, control characters
 * and invisible ones before a formula are looked through first. Numbers are written as they are, a negative one too: a number
 * runs nothing.
 */
export type CsvCell = string | number | bigint | boolean | Date | null;

export type CsvColumn<Row> = { header: string; cell: (row: Row) => CsvCell };

/** What a spreadsheet may skip on its way to a formula, and the characters that begin one, in their wide forms too. */
const formulaBehindBlanks = /^[\s\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+[=+\-@＝＋－＠]/u;

/** The rows as CSV text, a header first. Moments are written in UTC (ISO 8601); null is an empty cell. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  return stringify(
    rows.map((row) => columns.map(({ cell }) => toText(cell(row)))),
    {
      bom: true,
      header: true,
      columns: columns.map(({ header }) => guard(header)),
      escape_formulas: true,
      record_delimiter: 'windows',
      cast: { number: (value) => ({ value: String(value), escape_formulas: false }) },
    },
  );
}

/** The CSV text as a file for the browser to keep. */
export function csvAnswer({ fileName, text }: { fileName: string; text: string }): Response {
  const name = fileName.replace(/[^\w.-]/g, '_');
  return new Response(text, {
    headers: {
      ...answerHeaders,
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

function toText(cell: CsvCell): string | number | null {
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'bigint' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' ? guard(cell) : cell;
}

const guard = (text: string) => (formulaBehindBlanks.test(text) ? `'${text}` : text);

import { describe, expect, it } from 'vitest';
import { csvAnswer, toCsv } from './csv';

const oneColumn = [{ header: 'name', cell: (row: string) => row }];

/** The one cell under the header, read back by RFC 4180: quotes doubled within quotes. */
function readBack(csv: string): string {
  return csv
    .replace(/^\uFEFFname\r\n/, '')
    .replace(/\r\n$/, '')
    .replace(/^"([\s\S]*)"$/, '$1')
    .replaceAll('""', '"');
}

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://a.example";"x")', "=cmd|' /C calc'!A0"];
const wide = ['＝1', '＋1', '－1', '＠A'];
const before = [
  '',
  ' ',
  '\t',
  '\r',
  '\n',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u0001',
  '  \t ',
  '\u2060',
];

describe('CSV', () => {
  it.each(
    before.flatMap((blank) =>
      [...formulas, ...wide].map((formula) => [JSON.stringify(blank + formula), blank + formula]),
    ),
  )('a name %s begins with an apostrophe, and stays whole behind it', (_, name) => {
    expect(readBack(toCsv(oneColumn, [name]))).toBe(`'${name}`);
  });

  it.each(['Contoso', 'a=b', '1-2', "'quoted", 'zeilen\numbruch', 'a,b', 'say "no"', 'Ünïcode', ''])(
    'a harmless name %j is written as it is',
    (name) => {
      expect(readBack(toCsv(oneColumn, [name]))).toBe(name);
    },
  );

  it('a hostile header is guarded as well', () => {
    expect(toCsv([{ header: ' =1', cell: () => 1 }], [0])).toBe("\uFEFF' =1\r\n1\r\n");
  });

  it('numbers, moments, truth and nothing have one form each', () => {
    const cells = [-5, 12n, true, new Date('2026-12-01T00:00:00Z'), null];
    const columns = cells.map((value, at) => ({ header: `c${at}`, cell: () => value }));
    expect(toCsv(columns, [0])).toBe('\uFEFFc0,c1,c2,c3,c4\r\n-5,12,true,2026-12-01T00:00:00.000Z,\r\n');
  });

  it('no rows leave the header', () => {
    expect(toCsv(oneColumn, [])).toBe('\uFEFFname\r\n');
  });

  it('its answer is a file that no browser shows, stores or guesses at', () => {
    const { headers } = csvAnswer({ fileName: 'fleet "a"\r\n.csv', text: '' });
    expect(headers.get('content-disposition')).toBe('attachment; filename="fleet__a___.csv"');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('cache-control')).toContain('no-store');
  });
});

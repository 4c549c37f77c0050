import type { CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import { anyLength, type Lengths } from '../sql/drawn-length';

/**
 * How long a column's texts may be by its CHECKs and those of its domains, as far as they say so plainly
 * (`char_length(note) <= 140`). Where a check says it in another way, masks are tried on rows before anything is signed.
 */
export function lengthsOf(table: CatalogueTable, column: CatalogueColumn): Lengths {
  const own = table.checks
    .filter(({ kind, columns }) => kind === 'check' && columns.length === 1 && columns[0] === column.name)
    .map(({ definition }) => bounds(definition, column.name));
  const ofDomains = column.type.domains.flatMap(({ checks }) =>
    checks.map((check) => bounds(check, 'VALUE')),
  );
  return [...own, ...ofDomains].reduce(narrower, anyLength);
}

/** The lengths that both allow; the first where there are none. */
export function narrower(one: Lengths, other: Lengths): Lengths {
  const both = { least: Math.max(one.least, other.least), most: Math.min(one.most, other.most) };
  return both.least <= both.most ? both : one;
}

const turned: Record<string, string> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

function bounds(definition: string, name: string): Lengths {
  if (/\bNOT\b(?! NULL)/.test(definition)) return anyLength;
  const column = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const length = `(?:char_length|character_length|length|octet_length)\\(\\(?"?${column}"?\\)?(?:::[a-z ]+)?\\)`;
  const comparison = '(<=|>=|<|>|=)';
  const after = new RegExp(`${length}\\s*${comparison}\\s*(\\d{1,9})\\b`, 'g');
  const before = new RegExp(`\\b(\\d{1,9})\\s*${comparison}\\s*${length}`, 'g');
  const found = [
    ...[...definition.matchAll(after)].map(([, sign = '', number]) => bound(sign, Number(number))),
    ...[...definition.matchAll(before)].map(([, number, sign = '']) =>
      bound(turned[sign] ?? '', Number(number)),
    ),
  ];
  return found.reduce(narrower, anyLength);
}

function bound(sign: string, number: number): Lengths {
  if (sign === '=') return { least: number, most: number };
  const isUpper = sign.startsWith('<');
  const limit = sign.endsWith('=') ? number : number + (isUpper ? -1 : 1);
  return isUpper ? { ...anyLength, most: limit } : { ...anyLength, least: limit };
}

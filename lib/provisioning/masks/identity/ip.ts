import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { bitsNeeded, hexOf, numberOf, valueDigest } from '../sql/keyed';
import type { Draw } from '../sql/pick';
import { asColumn, asText, fits, isText, roomOf, whenFilled } from '../sql/text-value';

const isAddress = (column: MaskColumn) =>
  column.type.kind === 'base' && ['inet', 'cidr'].includes(column.type.base);

/** Characters of `2001:db8::` and four groups, and of an address written whole. */
const longestDrawn = 29;
const longestUnique = 39;

/** Bits of an IPv6 address behind the 32 of `2001:db8::/32`. */
const drawnBits = 96;

/**
 * 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737): 768 addresses in all. A second draw is of the next network.
 */
const four = (draw: Draw) =>
  `('{192.0.2.0,198.51.100.0,203.0.113.0}'::inet[])[((n / 256 + ${draw}) % 3)::int4 + 1] + n % 256`;

/** 2001:db8::/32 (RFC 3849) with 60 bits behind; a second draw is of 3fff::/20 (RFC 9637). */
const six = (draw: Draw) => `'${draw === 0 ? '2001:db8::' : '3fff::'}'::inet + n`;

/** The address that is drawn, and another one where the first draw is the value itself. `value` finishes what is drawn. */
function drawnAddress(
  column: MaskColumn,
  context: MaskContext,
  isFour: string,
  value: (address: string, isFour: boolean) => string,
): string {
  const made = (draw: Draw) =>
    `CASE WHEN ${isFour} THEN ${value(four(draw), true)} ELSE ${value(six(draw), false)} END`;
  const from = `(SELECT ${column.sql} AS v, ${numberOf(valueDigest(column, 'ip'))} AS n OFFSET 0) ${context.alias()}`;
  return `(SELECT CASE WHEN w = v THEN ${made(1)} ELSE w END
      FROM (SELECT v, n, ${made(0)} AS w FROM ${from} OFFSET 0) ${context.alias()})`;
}

function addressExpression(column: MaskColumn, context: MaskContext): string {
  const { type } = column;
  return drawnAddress(column, context, 'family(v) = 4', (address, isFour) => {
    const [whole, least] = isFour ? [32, 24] : [128, 32];
    const made = `CASE WHEN masklen(v) = ${whole} THEN ${address} ELSE set_masklen(${address}, greatest(masklen(v), ${least})) END`;
    return type.base === 'cidr' ? `network(${made})` : made;
  });
}

function textExpression(column: MaskColumn, context: MaskContext): string {
  const made = drawnAddress(
    { ...column, sql: asText(column) },
    context,
    `v NOT LIKE '%:%:%'`,
    (address) => `host(${address})`,
  );
  return whenFilled(column, made);
}

/**
 * For a unique column: an IPv6 address of 2001:db8::/32 with up to 96 bits of the digest behind, whatever the family was.
 * No reserved range of IPv4 holds enough addresses to tell all of them apart, and one outside could be somebody's.
 */
const distinctHost = (column: MaskColumn) =>
  `('2001:db8:' || rtrim(regexp_replace(${hexOf(valueDigest(column, 'ip/unique'), drawnBits / 4)}, '(.{4})', '\\1:', 'g'), ':'))::inet`;

/** Bits at the front of a network that tell it from others: those of the range, and what this many rows need. */
const distinctPrefix = (column: MaskColumn) => 32 + bitsNeeded(column.estimatedRows);

/** A network is as many addresses wide as it was, unless what tells it from others needs more bits than that leaves. */
function distinctExpression(column: MaskColumn): string {
  const { sql } = column;
  const host = distinctHost(column);
  if (!isAddress(column)) return whenFilled(column, `host(${host})`);
  const width = `CASE WHEN family(${sql}) = 4 THEN 96 ELSE 0 END + masklen(${sql})`;
  const made = `set_masklen(${host}, greatest(${width}, ${distinctPrefix(column)}))`;
  return column.type.base === 'cidr' ? `network(${made})` : made;
}

/** An address inside the ranges kept for documentation, of the same family and, for networks, about the same width. */
export const ip = defineMask({
  name: 'ip',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps:
    'the family, but for unique columns; the prefix length where it is 24 (IPv4) or 32 (IPv6) or longer; mostly which were equal',
  loses:
    'the address, its network and its place; a port behind it; in unique columns the family, all are IPv6',
  keepsNull: true,
  supports(column): Verdict {
    if (isAddress(column)) return true;
    if (!isText(column.type)) return fits(column, false, 'inet, cidr and text');
    const longest = column.unique ? longestUnique : longestDrawn;
    return (
      roomOf(column) >= longest ||
      `an IPv6 address needs ${longest} characters and there is room for ${roomOf(column)}`
    );
  },
  injective: (column) =>
    bitsNeeded(column.estimatedRows) <= drawnBits ||
    'there are too many rows to keep so many addresses unique',
  expression(column, _parameters, context) {
    if (column.unique) return asColumn(column, distinctExpression(column));
    const made = isAddress(column) ? addressExpression(column, context) : textExpression(column, context);
    return asColumn(column, `CASE WHEN ${column.sql} IS NULL THEN NULL ELSE ${made} END`);
  },
});

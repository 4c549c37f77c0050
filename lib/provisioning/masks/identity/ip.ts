import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { numberOf, valueDigest } from '../sql/keyed';
import { asColumn, asText, fits, isText, roomOf, whenFilled } from '../sql/text-value';

const isAddress = (column: MaskColumn) =>
  column.type.kind === 'base' && ['inet', 'cidr'].includes(column.type.base);

/** 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737): 768 addresses in all. */
const four = `('{192.0.2.0,198.51.100.0,203.0.113.0}'::inet[])[(n / 256 % 3)::int4 + 1] + n % 256`;

/** 2001:db8::/32 (RFC 3849) with 60 bits behind. */
const six = `'2001:db8::'::inet + n`;

function addressExpression(column: MaskColumn, context: MaskContext): string {
  const { sql, type } = column;
  const made = (address: string, whole: number, least: number) =>
    `CASE WHEN masklen(${sql}) = ${whole} THEN ${address} ELSE set_masklen(${address}, greatest(masklen(${sql}), ${least})) END`;
  const whole = `(SELECT CASE WHEN family(${sql}) = 4 THEN ${made(four, 32, 24)} ELSE ${made(six, 128, 32)} END
      FROM (SELECT ${numberOf(valueDigest(column, 'ip'))} AS n OFFSET 0) ${context.alias()})`;
  const value = type.base === 'cidr' ? `network(${whole})` : whole;
  return `CASE WHEN ${sql} IS NULL THEN NULL ELSE ${value} END`;
}

function textExpression(column: MaskColumn, context: MaskContext): string {
  const text = asText(column);
  const made = `(SELECT host(CASE WHEN t LIKE '%:%:%' THEN ${six} ELSE ${four} END)
      FROM (SELECT ${text} AS t, ${numberOf(valueDigest(column, 'ip'))} AS n OFFSET 0) ${context.alias()})`;
  return `CASE WHEN ${text} IS NULL THEN NULL ELSE ${whenFilled(column, made)} END`;
}

/** An address inside the ranges kept for documentation, of the same family and, for networks, about the same width. */
export const ip = defineMask({
  name: 'ip',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps:
    'the family; the prefix length where it is 24 (IPv4) or 32 (IPv6) or longer; mostly which were equal',
  loses: 'the address, its network and its place; a port behind it',
  keepsNull: true,
  supports(column): Verdict {
    if (isAddress(column)) return true;
    if (!isText(column.type)) return fits(column, false, 'inet, cidr and text');
    return (
      roomOf(column) >= 29 || `an IPv6 address needs 29 characters and there is room for ${roomOf(column)}`
    );
  },
  injective: () => 'IPv4 has 768 addresses for documentation, too few to stay unique',
  expression: (column, _parameters, context) =>
    asColumn(
      column,
      isAddress(column) ? addressExpression(column, context) : textExpression(column, context),
    ),
});

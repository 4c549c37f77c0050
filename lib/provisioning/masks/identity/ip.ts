import { z } from 'zod';
import { defineMask, type MaskColumn, type MaskContext, type Verdict } from '../mask';
import { hexOf, numberOf, valueDigest } from '../sql/keyed';
import { asColumn, asText, fits, isText, roomOf, whenFilled } from '../sql/text-value';

const isAddress = (column: MaskColumn) =>
  column.type.kind === 'base' && ['inet', 'cidr'].includes(column.type.base);

/** 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737): 768 addresses in all. */
function fourOf(number: string): string {
  return `(ARRAY['192.0.2.', '198.51.100.', '203.0.113.'])[(${number} / 256 % 3)::int4 + 1] || (${number} % 256)::text`;
}

/** 2001:db8::/32 (RFC 3849) with 64 bits behind. */
function sixOf(hex: string): string {
  return `'2001:db8::' || substr(${hex}, 1, 4) || ':' || substr(${hex}, 5, 4) || ':' || substr(${hex}, 9, 4) || ':' || substr(${hex}, 13, 4)`;
}

function addressExpression(column: MaskColumn, context: MaskContext): string {
  const { sql, type } = column;
  const [inner, outer] = [context.alias(), context.alias()];
  const made = `(SELECT CASE WHEN f = 4 THEN ${fourOf('n')} ELSE ${sixOf('h')} END
      FROM (SELECT family(${sql}) AS f, ${hexOf(valueDigest(column, 'ip'), 16)} AS h,
                   ${numberOf(valueDigest(column, 'ip'))} AS n OFFSET 0) ${inner})::inet`;
  const width = `greatest(masklen(${sql}), CASE WHEN family(${sql}) = 4 THEN 24 ELSE 32 END)`;
  const whole = `(SELECT set_masklen(a, ${width}) FROM (SELECT ${made} AS a OFFSET 0) ${outer})`;
  const value = type.base === 'cidr' ? `network(${whole})` : whole;
  return `CASE WHEN ${sql} IS NULL THEN NULL ELSE ${value} END`;
}

function textExpression(column: MaskColumn, context: MaskContext): string {
  const text = asText(column);
  const made = `(SELECT CASE WHEN t ~ ':.*:' THEN ${sixOf('h')} ELSE ${fourOf('n')} END
      FROM (SELECT ${text} AS t, ${hexOf(valueDigest(column, 'ip'), 16)} AS h,
                   ${numberOf(valueDigest(column, 'ip'))} AS n OFFSET 0) ${context.alias()})`;
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

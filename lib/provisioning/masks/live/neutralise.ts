import { z } from 'zod';
import { defineMask, type MaskColumn } from '../mask';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { hexOf, valueDigest } from '../sql/keyed';
import { asColumn, isDate, isNumber, isText, roomOf, whenPresent } from '../sql/text-value';

const parameters = z.strictObject({
  /** What the text is. Other types need no hint: false, 0, the year 9999, an empty object. */
  as: z.enum(['url', 'host', 'mail', 'schedule', 'secret']).default('secret'),
});
type Kind = z.infer<typeof parameters>['as'];

/** Text before and after the digits that keep two wires apart. A schedule of 30 February never fires. */
const frames: Record<Kind, [string, string]> = {
  url: ['https://sink.example.test/', ''],
  host: ['h', '.sink.example.test'],
  mail: ['sink-', '@example.test'],
  schedule: ['0 0 30 2 *', ''],
  secret: ['disabled:', ''],
};

function textExpression(column: MaskColumn, kind: Kind): string {
  const [head, tail] = frames[kind];
  if (kind === 'schedule') return `'${head}'`;
  const room = roomOf(column) - head.length - tail.length;
  const digits = column.unique ? distinctDigits(column) : Math.max(Math.min(16, room), 0);
  return `'${head}' || ${hexOf(valueDigest(column, 'neutralise'), digits)} || '${tail}'`;
}

function otherExpression(column: MaskColumn): string | null {
  const { type } = column;
  if (type.kind === 'array') return `'{}'`;
  if (type.kind === 'multirange') return `'{}'`;
  if (type.kind === 'range') return `'empty'`;
  if (type.kind !== 'base') return null;
  if (type.base === 'bool') return 'false';
  if (isNumber(type)) return '0';
  if (isDate(type)) return `'9999-12-31'`;
  if (type.base === 'json' || type.base === 'jsonb') return `'{}'`;
  if (['bytea', 'hstore', 'tsvector'].includes(type.base)) return `''`;
  return type.base === 'interval' ? `'1000 years'` : null;
}

/**
 * Cuts a live wire: URLs lead to a sink, hosts and mailboxes to a reserved domain, switches are off, schedules never
 * fire, secrets open nothing. Applied without asking to whatever could make a sandbox act on the outside world.
 */
export const neutralise = defineMask({
  name: 'neutralise',
  parameters,
  strength: 'strong',
  keeps: 'whether there was a value; of URLs, hosts, mailboxes and secrets which were equal',
  loses: 'the wire',
  keepsNull: true,
  supports(column, { as }) {
    if (!isText(column.type))
      return (
        otherExpression(column) !== null || `${column.type.declared} has no harmless value; choose a constant`
      );
    const [head, tail] = frames[as];
    const least = head.length + tail.length + (as === 'schedule' ? 0 : 8);
    const room = roomOf(column);
    return room >= least || `it needs ${least} characters and there is room for ${room}`;
  },
  injective(column, { as }) {
    if (!isText(column.type) || as === 'schedule') return 'one harmless value for all rows is not unique';
    return leavesRoom(column, frames[as].join('').length);
  },
  expression(column, { as }) {
    if (isText(column.type)) {
      const made = textExpression(column, as);
      return asColumn(column, as === 'schedule' ? whenPresent(column, made) : made);
    }
    return whenPresent(column, asColumn(column, otherExpression(column) ?? 'NULL'));
  },
});

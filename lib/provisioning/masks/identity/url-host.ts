import { z } from 'zod';
import { defineMask } from '../mask';
import { distinctDigits, leavesRoom } from '../sql/distinct-suffix';
import { hexOf, valueDigest } from '../sql/keyed';
import { asColumn, asText, fitsText, roomOf, whenFilled } from '../sql/text-value';

const ending = '.example.test/';
const scheme = 8;

/** `https://h3f09….example.test/`: the scheme stays; host, path, query and credentials go, since any may name somebody. */
export const urlHost = defineMask({
  name: 'url_host',
  parameters: z.strictObject({}),
  strength: 'strong',
  keeps: 'http or https; which URLs were equal',
  loses: 'host, path, query, fragment, credentials',
  keepsNull: true,
  supports: (column) => fitsText(column, scheme + ending.length + 9),
  injective: (column) => leavesRoom(column, scheme + ending.length + 1),
  expression(column) {
    const room = roomOf(column) - scheme - ending.length - 1;
    const digits = column.unique ? distinctDigits(column) : Math.min(16, room);
    const start = `CASE WHEN ${asText(column)} LIKE 'http:%' THEN 'http://h' ELSE 'https://h' END`;
    return asColumn(
      column,
      whenFilled(column, `${start} || ${hexOf(valueDigest(column, 'url'), digits)} || '${ending}'`),
    );
  },
});

import { expect, it } from 'vitest';
import { z } from 'zod';
import { namedRecord } from './named-record';

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ' ', '', 'a\nb'];
const list = z.object({ columns: namedRecord(z.object({ type: z.string() })).optional() });

it.each(names)('an entry named %j is read, written and read again', (name) => {
  const text = `{"columns": {${JSON.stringify(name)}: {"type": "int4", "more": 1}, "b": {"type": "text"}}}`;
  const read = list.parse(JSON.parse(text));
  expect(Object.keys(read.columns ?? {}).sort()).toEqual([name, 'b'].sort());
  expect(Object.entries(read.columns ?? {})).toContainEqual([name, { type: 'int4' }]);
  expect(Object.getPrototypeOf(read.columns)).toBe(Object.prototype);
  expect(list.parse(JSON.parse(JSON.stringify(read)))).toEqual(read);
});

it.each(names)('a wrong entry named %j is refused with its place', (name) => {
  const given = JSON.parse(`{"columns": {${JSON.stringify(name)}: {"type": 7}}}`);
  expect(list.safeParse(given).error?.issues[0]?.path).toEqual(['columns', name, 'type']);
});

it('what is no record is refused as ever', () => {
  expect(list.safeParse({ columns: 'x' }).success).toBe(false);
  expect(list.parse({})).toEqual({});
});

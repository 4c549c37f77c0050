import { expect, test } from 'vitest';
import { sandboxOperations } from './sandbox-operation';
import { sandboxWorks } from './sandbox-works';

test('each kind of operation is carried out by exactly one work, under its own name', () => {
  expect(sandboxWorks.map(({ kind }) => kind.name).sort()).toEqual(Object.keys(sandboxOperations).sort());
  for (const [name, kind] of Object.entries(sandboxOperations)) expect(kind.name).toBe(name);
});

import { expect, test } from 'vitest';
import { sourceWords } from './plan';

test('a customer’s tenants of one product are told apart by what they are called, where that is not the customer’s name', () => {
  const source = (name: string | null) => ({
    name,
    organization: { name: 'Acme' },
    product: { name: 'Stay' },
  });
  expect([null, 'Acme', 'Acme hotels'].map((name) => sourceWords(source(name)))).toEqual([
    'in Stay',
    'in Stay',
    'in Stay, Acme hotels',
  ]);
});

import { expect, test } from 'vitest';
import { differences } from './draft-differences';

test('two texts of one draft are told apart field by field, in the order of the form', () => {
  const here = {
    purpose: 'Reads parts.',
    integration: 'MES',
    people: [
      { kind: 'person', who: 'ada@example.test', reason: 'Writes it' },
      { kind: 'person', who: '', reason: '' },
    ],
    features: [],
    organizationId: 'a',
  };
  const there = { ...here, integration: 'ERP', people: [], organizationId: 'b', features: [] };
  expect(differences(here, there)).toEqual([
    { field: 'Integration', here: 'MES', there: 'ERP' },
    { field: 'Who gets in', here: 'ada@example.test, Writes it', there: '' },
  ]);
  expect(differences(here, here)).toEqual([]);
});

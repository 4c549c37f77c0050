import type { Guard } from './guard';

/** Guards of lists, of the fleet and of what leaves as CSV. */
export const fleetGuards: readonly Guard[] = [
  {
    of: 'that a spreadsheet runs no formula',
    file: 'lib/command/http/csv.ts',
    take: '      escape_formulas: true,\n',
    tests: ['lib/command/http/csv.test.ts'],
  },
  {
    of: 'that blanks before a formula are looked through',
    file: 'lib/command/http/csv.ts',
    take: 'formulaBehindBlanks.test(text)',
    put: 'text === formulaBehindBlanks.source',
    tests: ['lib/command/http/csv.test.ts'],
  },
];

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
  {
    of: 'that a place belongs to one order',
    file: 'lib/command/keyset.ts',
    take: 'cursor.order !== order.name || ',
    tests: ['lib/fleet/fleet.test.ts'],
    only: 'of another order',
  },
  {
    of: 'that rows of one key are told apart by their ids',
    file: 'lib/fleet/fleet-sql.ts',
    take: ', s."id") ',
    put: ", ''::text) ",
    tests: ['lib/fleet/fleet.test.ts'],
    only: 'hold every sandbox once',
  },
  {
    of: 'that an act on many does what was shown',
    file: 'lib/fleet/bulk/act-in-bulk.ts',
    take: '!isRepeated && plan.shown !== shown',
    put: 'shown === null',
    tests: ['lib/fleet/bulk/bulk.test.ts'],
    only: 'has moved',
  },
  {
    of: 'that an act on many is done once',
    file: 'lib/fleet/bulk/act-in-bulk.ts',
    take: 'days, reason }, actor, { idempotencyKey })',
    put: 'days, reason }, actor)',
    tests: ['lib/fleet/bulk/bulk.test.ts'],
    only: 'sent again',
  },
  {
    of: 'that acts on many take turns',
    file: 'lib/fleet/bulk/act-alone.ts',
    take: "SELECT pg_try_advisory_xact_lock(hashtextextended('fleet.act', 0)) AS mine",
    put: 'SELECT true AS mine',
    tests: ['lib/fleet/bulk/bulk.test.ts'],
    only: 'at the same moment',
  },
  {
    of: 'that what came from production is left out of acts on many',
    file: 'lib/fleet/bulk/plan-bulk.ts',
    take: "sandbox.shape === 'snapshot'",
    put: 'sandbox.shape === null',
    tests: ['lib/fleet/bulk/bulk.test.ts'],
    only: 'is left out',
  },
  {
    of: 'the right to act on many',
    file: 'lib/fleet/bulk/act-in-bulk.ts',
    take: "    assertCan(actor, 'fleet:act');\n",
    tests: ['lib/fleet/bulk/bulk.test.ts'],
    only: 'support and administrators',
  },
  {
    of: 'that rows of one moment are told apart by their ids in every list',
    file: 'lib/command/prisma-page.ts',
    take: ', beyondKeys(otherPaths, others, beyond)',
    tests: ['lib/command/prisma-page.test.ts'],
    only: 'exactly once',
  },
];

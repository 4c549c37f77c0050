import { type CsvColumn, csvAnswer, toCsv } from '@/lib/command/http/csv';
import { toRoute } from '@/lib/command/http/to-route';
import { listChanges } from '@/lib/ends/policy/get-changes';

type Change = Awaited<ReturnType<(typeof listChanges)['run']>>[number];

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

const columns: readonly CsvColumn<Change>[] = [
  { header: 'Sandbox', cell: ({ slug }) => slug },
  { header: 'Customer', cell: ({ organization }) => organization },
  { header: 'Rule before', cell: ({ before }) => before.rule },
  { header: 'Suspended before', cell: ({ before }) => day(before.suspendsAt) },
  { header: 'Rule', cell: ({ after }) => after.rule },
  { header: 'Suspended', cell: ({ after }) => day(after.suspendsAt) },
  { header: 'Retired', cell: ({ after }) => day(after.retiresAt) },
  { header: 'Dropped', cell: ({ after }) => day(after.dropsAt) },
];

/** What the policy that whoever asks proposes would change, as a table. */
export const GET = toRoute(listChanges, {
  answer: (changes) => csvAnswer({ fileName: 'policy-changes.csv', text: toCsv(columns, changes) }),
});

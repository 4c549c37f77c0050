import type { JudgedColumn } from '../judge-table';

/** Whether a table's rows are people, by what was found in them. */

const bareName = /^(?:name|nom|nombre|nome|naam|navn|namn|nazwa|nev)$/;
const parts = ['given', 'family'];

/**
 * True for tables with parts of a name, a birth date, a bare name beside a mailbox, or one name per row beside a way to
 * reach them. A table of messages holds names and mailboxes too; its prose tells it from a table of people.
 */
export function describesPerson(columns: readonly JudgedColumn[]): boolean {
  const own = columns.filter(({ candidate }) => !candidate.reference);
  const classes = own.map(({ judgement }) => judgement.class);
  const named = own.filter(({ judgement }) => judgement.class === 'direct.person_name');
  if (named.some(({ judgement }) => parts.includes(judgement.part ?? ''))) return true;
  if (classes.includes('direct.birth_date')) return true;
  const mailboxes = classes.filter((one) => one === 'direct.mail' || one === 'direct.phone').length;
  if (mailboxes === 0 || mailboxes > 3) return false;
  if (own.some(({ candidate }) => bareName.test(candidate.name))) return true;
  return (
    named.some(({ candidate }) => candidate.profile.distinctShare > 0.9) &&
    !classes.includes('direct.free_text') &&
    columns.every(({ candidate }) => !candidate.reference)
  );
}

import { mostPeople, personKinds, splitMails } from '@/lib/requests/request';
import { lookUp, type TypedValue, textOf } from '../../ui/form/typed-value';

/** One line of the list of people as it is typed: `who` is a mail for a person, a name for a service account. */
export type PersonRow = { kind: (typeof personKinds)[number]; who: string; reason: string };

/** A line that nobody filled in; such lines are left out when the form is sent. */
export function isBlank(row: PersonRow): boolean {
  return row.who.trim() === '' && row.reason.trim() === '';
}

/** The lines as they were typed, blank ones included, so that each stays where it was. */
export function readRows(values: TypedValue | null): PersonRow[] {
  const list = lookUp(values, 'people');
  if (!Array.isArray(list)) return [];
  return list.map((each) => {
    const text = (name: string) => textOf(each, name) ?? '';
    const kind = personKinds.find((known) => known === text('kind')) ?? 'person';
    return { kind, who: text('who') || text('email') || text('name'), reason: text('reason') };
  });
}

/**
 * The lines as the command wants them, and behind them what still stands in the box for pasted lists: of these, one more
 * than may be named at most, which is enough to be refused.
 */
export function toPeople(values: TypedValue): unknown[] {
  const mails = pastedMails(textOf(values, 'pastedPeople') ?? '').slice(0, mostPeople + 1);
  const pastedReason = textOf(values, 'pastedReason') ?? '';
  return [
    ...readRows(values)
      .filter((row) => !isBlank(row))
      .map(({ kind, who, reason }) =>
        kind === 'person' ? { kind, email: who, reason } : { kind, name: who, reason },
      ),
    ...mails.map((email) => ({ kind: 'person', email, reason: pastedReason })),
  ];
}

/** Longer than any mail address with a name in front; what has no blank for longer is no address. */
const longestWord = 500;

/** The mail addresses in a pasted text. Overlong words are left out first, since searching them takes quadratic time. */
export function pastedMails(text: string): string[] {
  const words = text.split(/\s+/).filter((word) => word.length <= longestWord);
  return splitMails(words.join(' '));
}

/** Where a line stands among those that are sent, by which messages name it; null for a blank one. */
export function sentIndex(rows: readonly PersonRow[], index: number): number | null {
  const row = rows[index];
  if (!row || isBlank(row)) return null;
  return rows.slice(0, index).filter((each) => !isBlank(each)).length;
}

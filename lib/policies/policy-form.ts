import { z } from 'zod';
import { idInput } from '../command/id-input';
import { patienceValues } from './patience';
import { dormancyValues, type PolicyDocument, policyDocument, usualDormancy } from './policy';

/**
 * A policy as its form sends it: a row for each subscription and class of data, the days beside each other, and the closed days as
 * lines of text. Safe in the browser.
 */

/** Stands for the subscriptions that no row names. */
export const otherwise = 'otherwise';

const text = z.string().max(20).default('');
const row = z.object({
  subscriptionId: z.union([z.literal(otherwise), idInput]),
  dataClass: z.enum(['made', 'production']),
  /** `on`, or absent: nothing is taken for want of use. */
  acts: z.literal('on').optional(),
  first: text,
  second: text,
  last: text,
  suspend: text,
  retire: text,
  drop: text,
});
type Row = z.infer<typeof row>;

/** Where a message of the document's schema belongs in the form. */
const fieldOf: Record<string, string> = { 'warn.0': 'first', 'warn.1': 'second', 'warn.2': 'last' };

export const policyForm = z
  .strictObject({
    rows: z.array(row).min(2).max(400),
    closedDays: z.string().max(4_000).default(''),
    patience: patienceValues,
  })
  .transform(({ rows, closedDays, patience }, context): PolicyDocument => {
    const document: PolicyDocument = {
      dormancy: {},
      otherwise: { made: null, production: null },
      patience,
      closedDays: [...new Set(closedDays.split(/[\s,;]+/).filter(Boolean))].sort(),
    };
    for (const [at, each] of rows.entries()) {
      const of =
        each.subscriptionId === otherwise ? document.otherwise : rowsOf(document, each.subscriptionId);
      of[each.dataClass] = readRow(each, (field, message) =>
        context.addIssue({ code: 'custom', path: ['rows', at, field], message }),
      );
    }
    const whole = policyDocument.safeParse(document);
    if (!whole.success)
      for (const { path, message } of whole.error.issues)
        if (path[0] === 'closedDays') context.addIssue({ code: 'custom', path: ['closedDays'], message });
    return document;
  });

function rowsOf({ dormancy }: PolicyDocument, subscriptionId: string) {
  const known = dormancy[subscriptionId] ?? { made: null, production: null };
  dormancy[subscriptionId] = known;
  return known;
}

function readRow(from: Row, refuse: (field: string, message: string) => void) {
  if (!from.acts) return null;
  const { first, second, last, suspend, retire, drop } = from;
  const parsed = dormancyValues.safeParse({ warn: [first, second, last], suspend, retire, drop });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    const name = path.join('.');
    refuse(fieldOf[name] ?? name, message);
  }
  return null;
}

/** The fields of a row that says this; the usual days where nothing is taken, so that switching it on begins with them. */
export function rowFields(values: z.infer<typeof dormancyValues> | null) {
  const { warn, suspend, retire, drop } = values ?? usualDormancy;
  return { first: warn[0], second: warn[1], last: warn[2], suspend, retire, drop };
}

import { z } from 'zod';

/**
 * The vocabulary of smoke tests: how a copy answered when it was tried before its hand-over. A test that failed undoes
 * nothing; it is shown and told.
 *
 * Safe in the browser: imports zod alone.
 */
export const smokeResult = z.strictObject({
  outcome: z.enum(['passed', 'failed', 'skipped']),
  step: z.enum(['sign_in', 'list', 'read', 'write']).nullable(),
  listed: z.int().nonnegative(),
  read: z.int().nonnegative(),
  written: z.boolean(),
  note: z.string().nullable(),
  at: z.iso.datetime(),
});
export type SmokeResult = z.infer<typeof smokeResult>;

/** The result in a sentence or two. Pure. */
export function smokeWords({ outcome, listed, read, written, note }: Omit<SmokeResult, 'at'>): string {
  if (outcome === 'failed') return `Its smoke test failed. ${note ?? ''}`.trim();
  if (outcome === 'skipped') return `Its smoke test was left out. ${note ?? ''}`.trim();
  const tried = [
    `${listed} ${listed === 1 ? 'kind' : 'kinds'} of records listed`,
    read === 0 ? 'none of which holds a record' : `a record of ${read} of them read`,
    ...(written ? ['a row written and taken back'] : []),
  ];
  return `Its smoke test passed: ${tried.join(', ')}.${note ? ` ${note}` : ''}`;
}

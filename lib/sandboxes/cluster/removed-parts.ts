import { z } from 'zod';
import type { DestroyReport } from '../../provisioning';

/** What was looked for on the cluster and how it was found, by opaque names, as the audit keeps it. */
export const removedParts = z.array(
  z.strictObject({ kind: z.string(), name: z.string(), state: z.string() }),
);

/** What several removals came to together: each part that was looked for, and the names of what is left. */
export function sumUp(reports: readonly DestroyReport[]): {
  parts: z.infer<typeof removedParts>;
  remaining: string[];
} {
  return {
    parts: reports.flatMap(({ parts }) => parts.map(({ kind, name, state }) => ({ kind, name, state }))),
    remaining: reports.flatMap(({ remaining }) => remaining),
  };
}

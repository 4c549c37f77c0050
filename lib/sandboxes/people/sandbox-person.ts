import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { personKinds, type RequestPerson, requestPerson } from '../../requests/request';

/**
 * The vocabulary of the people of a sandbox: who gets in, one a row, from when they were named until they are removed.
 *
 * Safe in the browser: imports zod and other vocabulary alone.
 */

/** A row as what it was asked for as: the form that requests and manifests have. */
export function toRequestPerson(row: {
  kind: 'person' | 'service_account';
  name: string;
  reason: string;
}): RequestPerson {
  const { kind, name, reason } = row;
  return kind === 'person' ? { kind, email: name, reason } : { kind, name, reason };
}

/** Who is to be added, as the form has it; a person's name is their mail address. */
export const addPersonInput = z
  .strictObject({
    sandboxId: idInput,
    kind: z.enum(personKinds, { error: 'Say whether it is a person or a service account.' }),
    name: z.string({ error: 'Say who gets in.' }),
    reason: z.string({ error: 'Say why.' }),
  })
  .transform(({ sandboxId, ...row }, context) => {
    const parsed = requestPerson.safeParse(toRequestPerson(row));
    if (parsed.success) return { sandboxId, person: parsed.data };
    for (const { message, path } of parsed.error.issues)
      context.addIssue({
        code: 'custom',
        message,
        path: [path[0] === 'email' ? 'name' : (path[0] ?? 'name')],
      });
    return z.NEVER;
  });

/** As many as its page shows: all who get in, and of one that is gone the first of those who ever did. */
export const mostShownPeople = 500;

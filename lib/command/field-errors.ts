import type { z } from 'zod';
import type { FieldErrors } from '../errors';

/** Messages by field, `people.2.email` style; what belongs to no field stands under the empty name. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.join('.');
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}

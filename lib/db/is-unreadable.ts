import { z } from 'zod';

/** As Prisma passes on what PostgreSQL said, whatever code of its own it puts around it. */
const refused = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/**
 * Whether PostgreSQL could not read or compare a value that it was given: class 22 (out of range, malformed, no UTF-8),
 * a program limit, and types that do not meet. Years before Christ and numbers of twelve digits get past many a schema.
 */
export function isUnreadable(error: unknown): boolean {
  const { data } = refused.safeParse(error);
  return (
    data !== undefined &&
    /^(22|54)|^42(804|846|883|P18)$/.test(data.meta.driverAdapterError.cause.originalCode)
  );
}

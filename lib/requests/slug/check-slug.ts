import { z } from 'zod';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { databaseNow } from '../../db/transaction';
import { slug } from '../request';

/** How many alternatives are tried before the person is left to think of one. */
const alternatives = 20;

/**
 * Whether a sandbox name is free, and a free one near it if not; asked while typing. Tells that a name is taken and
 * nothing about by whom. A free answer is a hint only: filing claims the name.
 */
export const checkSlug = defineQuery({
  name: 'request.check_slug',
  input: z.object({ slug, except: idInput.optional() }),
  allow: 'request:file',
  run: async ({ input }) => {
    const candidates = [
      input.slug,
      ...Array.from({ length: alternatives }, (_, n) => `${input.slug.slice(0, 36)}-${n + 2}`),
    ];
    const taken = await db().slugClaim.findMany({
      where: {
        slug: { in: candidates },
        OR: [{ heldUntil: null }, { heldUntil: { gt: await databaseNow(db()) } }],
        ...(input.except ? { requestId: { not: input.except } } : {}),
      },
      select: { slug: true },
    });
    const isTaken = new Set(taken.map((claim) => claim.slug));
    const free = candidates.find((candidate) => !isTaken.has(candidate)) ?? null;
    return { slug: input.slug, isFree: free === input.slug, suggestion: free === input.slug ? null : free };
  },
});

import { z } from 'zod';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { db } from '../db/client';

export type ListedMisfire = {
  sandbox: { id: string; slug: string };
  organization: { id: string; name: string };
  fingerprint: string;
  kind: 'production_key' | 'other_sandbox_key';
  count: number;
  lastAt: Date;
};

/** Keys of another environment that were tried at sandboxes, latest first: of all, of one customer, or of one sandbox. */
export const listMisfires = defineQuery({
  name: 'misfire.list',
  input: z.object({
    organizationId: idInput.optional(),
    sandboxId: idInput.optional(),
    page: z.coerce.number().int().min(1).max(1_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(25),
  }),
  allow: 'queue:read',
  run: async ({ input }): Promise<{ misfires: ListedMisfire[]; hasMore: boolean }> => {
    const { organizationId, sandboxId, page, limit } = input;
    const rows = await db().keyMisfire.findMany({
      where: { sandboxId, sandbox: { organizationId } },
      orderBy: [{ lastAt: 'desc' }, { sandboxId: 'asc' }, { fingerprint: 'asc' }],
      skip: (page - 1) * limit,
      take: limit + 1,
      select: {
        fingerprint: true,
        kind: true,
        count: true,
        lastAt: true,
        sandbox: { select: { id: true, slug: true, organization: { select: { id: true, name: true } } } },
      },
    });
    const misfires = rows.slice(0, limit).map(({ sandbox: { organization, ...sandbox }, ...misfire }) => ({
      ...misfire,
      sandbox,
      organization,
    }));
    return { misfires, hasMore: rows.length > limit };
  },
});

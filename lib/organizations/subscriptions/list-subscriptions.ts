import { z } from 'zod';
import { can } from '../../access/permissions';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';

/** All subscriptions by name, with how many customers have each; a house has few of them. */
export const listSubscriptions = defineQuery({
  name: 'subscription.list',
  input: z.object({}),
  allow: 'organization:read',
  run: async ({ actor }) => {
    const rows = await db().subscription.findMany({
      orderBy: { name: 'asc' },
      select: {
        id: true,
        name: true,
        sandboxQuota: true,
        defaultDays: true,
        maximumDays: true,
        _count: { select: { organizations: true } },
      },
    });
    return {
      rows: rows.map(({ _count, ...row }) => ({ ...row, customers: _count.organizations })),
      mayChange: can(actor, 'subscription:change'),
    };
  },
});

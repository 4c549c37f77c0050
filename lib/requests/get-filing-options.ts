import { z } from 'zod';
import { requirePerson } from '../access/require-person';
import { searchText } from '../command/page';
import { defineQuery } from '../command/query';
import { db } from '../db/client';
import { containing } from '../db/containing';
import { countQuotas } from '../sandboxes/count-quotas';
import { shapeDurations } from '../sandboxes/operations/shape-durations';
import { proposedSlug } from './request';

/** Organizations offered at once to a support agent who files for a customer; more are found by typing. */
const mostOrganizations = 100;

/**
 * All that the form offers: for a customer their own organization's tenants, for support every organization's (with
 * its customers); per tenant the product's seed sets; the subscription's terms and what of the quota is used; how long each
 * shape has taken here.
 */
export const getFilingOptions = defineQuery({
  name: 'request.filing_options',
  input: z.object({ text: searchText }),
  allow: 'request:file',
  run: async ({ input, actor }) => {
    const person = requirePerson(actor);
    const mine = person.role === 'customer';
    const organizations = await db().organization.findMany({
      where: mine
        ? { id: person.organizationId ?? 'none' }
        : input.text
          ? { name: containing(input.text) }
          : {},
      orderBy: { name: 'asc' },
      take: mostOrganizations,
      select: {
        id: true,
        slug: true,
        name: true,
        contractDemandsReview: true,
        subscription: { select: { name: true, sandboxQuota: true, defaultDays: true, maximumDays: true } },
        people: mine
          ? { where: { id: person.id }, select: { id: true, name: true } }
          : {
              where: { role: 'customer', disabledAt: null },
              select: { id: true, name: true },
              orderBy: { name: 'asc' },
            },
        tenants: {
          select: {
            id: true,
            name: true,
            schema: true,
            product: {
              select: {
                name: true,
                seedSets: {
                  orderBy: [{ name: 'asc' }, { version: 'desc' }],
                  distinct: ['name'],
                  select: { name: true, version: true, title: true, description: true, rows: true },
                },
              },
            },
          },
        },
      },
    });
    const living = await countQuotas(organizations.map(({ id }) => id));
    return {
      filesForOthers: !mine,
      durations: await shapeDurations(),
      organizations: organizations.map((organization) => ({
        ...organization,
        living: living.get(organization.id) ?? 0,
        proposedSlug: proposedSlug(organization.slug),
      })),
    };
  },
});

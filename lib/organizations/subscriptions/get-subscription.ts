import { z } from 'zod';
import { fieldErrors } from '../../command/field-errors';
import { idInput } from '../../command/id-input';
import { defineQuery } from '../../command/query';
import { db } from '../../db/client';
import { notFound } from '../../errors';
import { findImpact, type Impact } from './find-impact';
import { subscriptionValues } from './subscription';

/** Values as an address carries them, before anybody has read them. */
const typed = z.string().max(40).optional().catch(undefined);

/** What a look at other values gives: what is wrong with them, or what they would mean. */
export type Proposal = { errors: Record<string, string[]> } | { errors: null; impact: Impact };

/**
 * One subscription, and where the address proposes other values, what is wrong with them or what they would mean. Changes nothing.
 * Throws `not_found`.
 */
export const getSubscription = defineQuery({
  name: 'subscription.get',
  input: z.object({ subscriptionId: idInput, sandboxQuota: typed, defaultDays: typed, maximumDays: typed }),
  allow: 'organization:read',
  run: async ({ input: { subscriptionId: id, ...proposed } }) => {
    const subscription = await db().subscription.findUnique({
      where: { id },
      select: { id: true, name: true, sandboxQuota: true, defaultDays: true, maximumDays: true },
    });
    if (!subscription) throw notFound('subscription');
    const { sandboxQuota, defaultDays, maximumDays } = subscription;
    const isProposed = Object.values(proposed).some((text) => text !== undefined);
    const parsed = subscriptionValues.safeParse({
      sandboxQuota: proposed.sandboxQuota ?? '',
      defaultDays: proposed.defaultDays ?? '',
      maximumDays: proposed.maximumDays ?? '',
    });
    const propose = async (): Promise<Proposal> => {
      if (!parsed.success) return { errors: fieldErrors(parsed.error) };
      const before = { sandboxQuota, defaultDays, maximumDays };
      return { errors: null, impact: await findImpact(db(), id, { before, after: parsed.data }) };
    };
    return { subscription, proposed, proposal: isProposed ? await propose() : null };
  },
});

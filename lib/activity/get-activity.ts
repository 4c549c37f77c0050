import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { can } from '../access/permissions';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { daysAfter } from '../days';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { notFound } from '../errors';
import { dayOfYear, hasDay, signalNames, signalOf } from './activity';
import { whyNotKeepAlive } from './keep-alive/keeping';

/** Days that the strip shows, today among them. */
const shownDays = 365;
/** Keepings that the page lists. */
const shownKeeps = 10;

/** When a sandbox was used, by day and by signal, and who kept it alive. */
export const getActivity = defineQuery({
  name: 'sandbox.get_activity',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const now = await databaseNow(db());
    const first = daysAfter(now, 1 - shownDays);
    const sandbox = await db().sandbox.findFirst({
      where: { AND: [{ id: input.sandboxId }, organizationScope(actor)] },
      select: {
        id: true,
        slug: true,
        state: true,
        createdAt: true,
        readyAt: true,
        activity: true,
        activityYears: { where: { year: { gte: dayOfYear(first).year } } },
        keepAlives: {
          orderBy: { at: 'desc' },
          take: shownKeeps,
          select: { id: true, at: true, reason: true, by: { select: { name: true } } },
        },
      },
    });
    if (!sandbox) throw notFound('sandbox');
    const { activity, activityYears, keepAlives, readyAt } = sandbox;
    const days = Array.from({ length: shownDays }, (_, at) => {
      const on = daysAfter(first, at);
      const { year, day } = dayOfYear(on);
      const bits = activityYears.find((each) => each.year === year);
      const signals = signalNames.filter((signal) => hasDay(bits?.[signal] ?? null, day));
      return {
        on: on.toISOString().slice(0, 10),
        signals,
        isUnread: signals.length === 0 && hasDay(bits?.unread ?? null, day),
        isBefore: !readyAt || on.toISOString().slice(0, 10) < readyAt.toISOString().slice(0, 10),
      };
    });
    return {
      id: sandbox.id,
      slug: sandbox.slug,
      days,
      lastSeenAt: activity?.lastSeenAt ?? null,
      lastSignal: signalOf(activity?.lastSignal ?? null),
      lastBy: {
        calls: activity?.callsAt ?? null,
        queries: activity?.queriesAt ?? null,
        writes: activity?.writesAt ?? null,
        acts: activity?.actsAt ?? null,
      },
      readAt: activity?.readAt ?? null,
      isRead: activity?.readAt ? activity.readAt > daysAfter(now, -1) : null,
      scheduled: activity?.scheduledMinutes
        ? { minutes: activity.scheduledMinutes, since: activity.scheduledSince ?? now }
        : null,
      keepAlives,
      mayKeep: can(actor, 'sandbox:keep_alive'),
      whyNotKeep: whyNotKeepAlive(sandbox.state),
    };
  },
});

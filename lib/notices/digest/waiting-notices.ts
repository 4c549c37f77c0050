import { daysAfter } from '../../days';
import type { Prisma } from '../../db/generated/client';
import { unreachableAfter } from '../bounces/bounce';
import { digestDays } from '../notice';
import { lastDigestHour } from './digest-hour';

/** Notices that wait for a digest: unread, and not mailed. Some may hold no more. */
export function waitingNotices(now: Date) {
  return {
    mailedAt: null,
    readAt: null,
    createdAt: { gt: daysAfter(now, -digestDays) },
  } satisfies Prisma.NoticeWhereInput;
}

/** Enabled people, to whom mails do not come back, with notices of a kind that they get by mail. */
export function peopleWaiting(now: Date): Prisma.PersonWhereInput {
  const waiting = waitingNotices(now);
  return {
    disabledAt: null,
    bounces: { lt: unreachableAfter },
    OR: [
      { mailsWarnings: true, notices: { some: { ...waiting, kind: 'warning' } } },
      { mailsActivity: true, notices: { some: { ...waiting, kind: 'activity' } } },
    ],
  };
}

/** What decides when a person's digest is due. */
export const digestColumns = {
  id: true,
  email: true,
  name: true,
  zone: true,
  digestedAt: true,
  mailsWarnings: true,
  mailsActivity: true,
  organization: { select: { zone: true } },
} as const;

type Reader = { zone: string | null; digestedAt: Date | null; organization: { zone: string } | null };

/** The zone of a person's days: their own, their organization's, or UTC. */
export const zoneOf = ({ zone, organization }: Omit<Reader, 'digestedAt'>): string =>
  zone ?? organization?.zone ?? 'UTC';

/** The last 08:00 of a person's day if no digest was sent since; else null. */
export function dueSince(person: Reader, now: Date): Date | null {
  const eight = lastDigestHour(now, zoneOf(person));
  return person.digestedAt && person.digestedAt >= eight ? null : eight;
}

import { canSendMail } from '../access/send-mail';
import { daysAfter } from '../days';
import type { Prisma } from '../db/generated/client';
import type { Tx } from '../db/transaction';
import { bounceColumns } from '../notices/bounces/bounce';
import { unreadDays } from '../notices/notice';
import { firstWarning, type Policy } from '../policies/policy';
import { readPolicy } from '../policies/read-policy';
import { openStates, type RequestState } from '../requests/request';
import type { EndingSandbox, Warning } from './due-end';
import { endColumns, warningDays } from './end';
import { policyFacts } from './policy-facts';

/**
 * Sandboxes with an end to look at: what ends in the days of warnings and was built, or was not and is not decided on anew; what
 * was not used for as long as a policy warns of; and what is suspended or retired.
 */
export function endsSoon(now: Date, policy: Policy): Prisma.SandboxWhereInput {
  const ahead = daysAfter(now, Math.max(...warningDays) + 1);
  const firstWarned = firstWarning(policy);
  return {
    OR: [
      ...(firstWarned === null
        ? []
        : [{ state: 'ready' as const, activity: { lastSeenAt: { lte: daysAfter(now, -firstWarned) } } }]),
      { state: { in: ['ready', 'suspended'] }, expiresAt: { lte: ahead } },
      { state: 'suspended', endedAt: { not: null } },
      {
        state: { in: ['failed', 'cancelled'] },
        expiresAt: { lte: ahead },
        request: { state: { notIn: [...openStates] } },
      },
      { state: 'retired' },
    ],
  };
}

const endingColumns = {
  ...endColumns,
  id: true,
  slug: true,
  state: true,
  organizationId: true,
  endsSince: true,
  endedAt: true,
  shutAt: true,
  shutById: true,
  retireAfterDays: true,
  dropAfterDays: true,
  request: { select: { state: true, requesterId: true, filedById: true } },
  organization: { select: { zone: true, subscriptionId: true } },
  activity: { select: { lastSeenAt: true, blindMs: true, readAt: true } },
  endWarnings: { select: { rule: true, endsAt: true, daysBefore: true, createdAt: true, noticeIds: true } },
} as const;

export type Ending = EndingSandbox & {
  id: string;
  slug: string;
  organizationId: string;
  shutById: string | null;
  /** The request that it came from: where it stands, and who asked. */
  request: { state: RequestState; requesterId: string; filedById: string };
};

/**
 * Sandboxes with all that decides about their ends, by id. A warning counts as given once one of its notices was accepted by
 * the mail server, and no mail to that address has come back since, or read in the app, or, where its person gets no mail of it, has stood there for seven days.
 */
export async function findEnding(
  tx: Tx,
  where: Prisma.SandboxWhereInput,
  { policy, ...page }: { policy?: Policy; take?: number } = {},
): Promise<Ending[]> {
  const inForce = policy ?? (await readPolicy(tx));
  const found = await tx.sandbox.findMany({ where, orderBy: { id: 'asc' }, select: endingColumns, ...page });
  const ids = found.flatMap(({ endWarnings }) => endWarnings.flatMap(({ noticeIds }) => noticeIds));
  const notices = ids.length === 0 ? [] : await readNotices(tx, ids);
  const givenAt = new Map(notices.map((notice) => [notice.id, givenSince(notice)]));
  return found.map(({ endWarnings, organization, activity, ...sandbox }) => ({
    ...sandbox,
    ...policyFacts(inForce, { ...organization, shape: sandbox.shape, activity }),
    warnings: endWarnings.map(
      ({ noticeIds, ...warning }): Warning => ({
        ...warning,
        rule: warning.rule === 'unused' ? 'unused' : 'asked',
        givenAt: earliest(noticeIds.flatMap((id) => givenAt.get(id) ?? [])),
      }),
    ),
  }));
}

const readNotices = (tx: Tx, ids: string[]) =>
  tx.notice.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      createdAt: true,
      mailedAt: true,
      readAt: true,
      person: { select: { mailsWarnings: true, ...bounceColumns } },
    },
  });

type Given = {
  createdAt: Date;
  mailedAt: Date | null;
  readAt: Date | null;
  person: { mailsWarnings: boolean; bounces: number; bouncedSince: Date | null };
};

function givenSince(notice: Given): Date | null {
  const { mailsWarnings, bouncedSince } = notice.person;
  const isBack = bouncedSince !== null && notice.mailedAt !== null && notice.mailedAt >= bouncedSince;
  const seen = [isBack ? null : notice.mailedAt, notice.readAt].flatMap((at) => at ?? []);
  if (!canSendMail() || !mailsWarnings) seen.push(daysAfter(notice.createdAt, unreadDays));
  return earliest(seen);
}

function earliest(moments: readonly Date[]): Date | null {
  return moments.reduce<Date | null>((first, at) => (first && first <= at ? first : at), null);
}

import { z } from 'zod';
import { organizationScope } from '../access/organization-scope';
import { can } from '../access/permissions';
import { requirePerson } from '../access/require-person';
import { idInput } from '../command/id-input';
import { defineQuery } from '../command/query';
import { daysAfter, momentText } from '../days';
import { db } from '../db/client';
import type { Prisma } from '../db/generated/client';
import { databaseNow } from '../db/transaction';
import { notFound } from '../errors';
import { freshDays } from '../policies/policy';
import { isChangeSigned } from '../requests/approval';
import { openStates } from '../requests/request';
import { latestEnd, whyNotExtend, whyNotProtect } from '../sandboxes/extend/extension';
import {
  isUnbuilt,
  whyNotLift,
  whyNotQuarantine,
  whyNotRestore,
  whyNotResume,
  whyNotSuspend,
} from '../sandboxes/sandbox';
import { whyNotStill } from '../sandboxes/shut/require-still';
import { actsNotBefore, endAhead, whyHeld } from './due-end';
import { endOf, endRuleText } from './end';
import { type Ending, findEnding } from './find-ending';
import { forecastOf } from './forecast';

/**
 * When a sandbox ends, by which rule, who was warned and what follows; and what stands in the way of each thing that can be
 * done about it. Null objections mean yes. Throws `not_found` for another organization's sandbox.
 */
export const getEnd = defineQuery({
  name: 'sandbox.get_end',
  input: z.object({ sandboxId: idInput }),
  allow: 'sandbox:read',
  run: async ({ input, actor }) => {
    const person = requirePerson(actor);
    const [sandbox] = await findEnding(db(), { AND: [{ id: input.sandboxId }, organizationScope(actor)] });
    if (!sandbox) throw notFound('sandbox');
    const row = await db().sandbox.findUniqueOrThrow({ where: { id: sandbox.id }, select: rowColumns });
    const now = await databaseNow(db());
    const moving = await whyNotStill(db(), sandbox.id);
    const asked = endOf(sandbox, sandbox.calendar).at;
    const { state, endedAt, shutAt, retireAfterDays } = sandbox;
    const end = endAhead(sandbox);
    const isOver = asked <= now;
    const { subscription, contractDemandsReview } = row.organization;
    const [open] = row.concerning;
    const forecast = forecastOf(sandbox, now);
    return {
      id: sandbox.id,
      slug: sandbox.slug,
      state,
      shape: sandbox.shape,
      /** When it acts, or acted; of both ends the earlier one. */
      endsAt: endedAt ?? forecast?.suspendsAt ?? end.at,
      /** The end that was asked for, where the other comes first. */
      askedEnd: end.rule === 'unused' && !endedAt ? asked : null,
      isUnused: endedAt ? retireAfterDays !== null : end.rule === 'unused',
      rule: ruleText(sandbox, row),
      endedAt,
      /** A worker opens or closes it. */
      isMoving: moving !== null,
      /** Why the end has not acted although it has come, in words; null where it has not come or has acted. */
      waits: endedAt || !forecast ? null : waitText(sandbox, now),
      forecast,
      retiresAt: state === 'suspended' && endedAt ? (forecast?.retiresAt ?? null) : null,
      dropsAt: isUnbuilt(state) || state === 'retired' ? (forecast?.dropsAt ?? null) : null,
      shut: shutAt ? { at: shutAt, by: row.shutBy?.name ?? null, reason: row.shutReason } : null,
      protection:
        row.protectedUntil && row.protectedUntil > now
          ? { until: row.protectedUntil, by: row.protectedBy?.name ?? null, reason: row.protectReason }
          : null,
      extensions: row.extensions,
      /** People who were named and never opened it; whoever extends it asks whether they are still needed. */
      neverCame: row.people.map(({ name }) => name),
      /** Compliance signs a later end; the request that asks for one, if there is one. */
      isSigned: isChangeSigned({ shape: sandbox.shape, contractDemandsReview }),
      openRequest: open ?? null,
      subscription: subscription.name,
      latestEnd: latestEnd(row.readyAt ?? row.createdAt, subscription),
      may: {
        extend: can(actor, 'sandbox:extend'),
        extendBeyond: person.role !== 'customer' && can(actor, 'sandbox:extend'),
        suspend: can(actor, 'sandbox:suspend'),
        quarantine: can(actor, 'sandbox:quarantine'),
        lift: can(actor, 'sandbox:lift_quarantine'),
        retire: can(actor, 'sandbox:retire'),
        protect: can(actor, 'sandbox:protect'),
        unprotect: can(actor, 'sandbox:unprotect'),
      },
      whyNot: {
        extend:
          whyNotExtend(state) ?? (open ? `Request #${open.number} asks for a later end already.` : null),
        protect: whyNotProtect(sandbox),
        suspend: whyNotSuspend(state),
        resume: whyNotResume(state, isOver) ?? moving,
        quarantine: whyNotQuarantine(state),
        lift: whyNotLift(sandbox, person),
        restore: whyNotRestore(state, isOver) ?? moving,
      },
    };
  },
});

const rowColumns = {
  readyAt: true,
  createdAt: true,
  protectedUntil: true,
  protectReason: true,
  protectedBy: { select: { name: true } },
  shutReason: true,
  shutBy: { select: { name: true } },
  request: { select: { number: true, durationDays: true } },
  concerning: {
    where: { kind: 'extension', state: { in: [...openStates] } },
    select: { id: true, number: true },
  },
  organization: {
    select: {
      contractDemandsReview: true,
      subscription: { select: { name: true, maximumDays: true } },
    },
  },
  people: {
    where: { kind: 'person', firstSeenAt: null, removedAt: null },
    orderBy: [{ since: 'asc' }, { id: 'asc' }],
    select: { name: true },
  },
  extensions: {
    orderBy: { createdAt: 'desc' },
    take: 20,
    select: {
      id: true,
      from: true,
      until: true,
      reason: true,
      createdAt: true,
      by: { select: { name: true } },
    },
  },
} satisfies Prisma.SandboxSelect;

type Asked = {
  extensions: readonly { until: Date; by: { name: string } }[];
  request: { number: number; durationDays: number };
};

/** Which rule gave the date, as a sentence: how long it was not used, or who asked for its end and what moved it. */
function ruleText(sandbox: Ending, { extensions: [latest], request }: Asked): string {
  const { expiresAt, dormancy, endedAt, retireAfterDays, calendar } = sandbox;
  const isUnused = endedAt ? retireAfterDays !== null : endAhead(sandbox).rule === 'unused';
  if (isUnused && dormancy)
    return `What is not used for ${dormancy.values.suspend} days is suspended. It was last used on ${momentText(dormancy.lastSeenAt)}.`;
  const isExtended = latest?.until.getTime() === expiresAt.getTime();
  const asked = isExtended
    ? `${latest?.by.name} extended it to then.`
    : `Request #${request.number} asked for ${request.durationDays} days.`;
  return endRuleText(sandbox, asked, calendar);
}

/** Why an end whose day has come has not acted; null where its day has not come. */
function waitText(sandbox: Ending, now: Date): string | null {
  const { state } = sandbox;
  const end = endAhead(sandbox);
  if (end.warnedFor > now || (state !== 'ready' && !isUnbuilt(state))) return null;
  if (whyHeld(sandbox, end, now))
    return 'The counters of its database were not read for a day, so that nobody knows whether it is used.';
  const acts = actsNotBefore(sandbox, end);
  if (!acts)
    return 'Nobody is known to have got the last warning yet: it was not accepted by the mail server, or came back, and was not read here.';
  if (acts > end.at) return 'Its last warning was given late, so that its people have a day from then.';
  if (end.rule === 'asked') return null;
  const fresh = daysAfter(sandbox.dormancy?.savedAt ?? end.at, freshDays);
  return fresh > end.warnedFor && fresh > now
    ? `The policy is new and takes nothing before ${momentText(fresh)}.`
    : 'Nothing is taken on a day off.';
}

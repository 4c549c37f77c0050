import type { PersonActor } from '../access/actor';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import { momentText } from '../days';
import type { Tx } from '../db/transaction';
import { conflict, invalidField } from '../errors';
import { isChangeSigned } from '../requests/approval';
import { fileConcerning } from '../requests/kinds/file-concerning';
import { openStates } from '../requests/request';
import { lockVisibleSandbox } from '../sandboxes/copies/lock-visible-sandbox';
import { extendNow } from '../sandboxes/extend/extend-now';
import { laterEnd, latestEnd, whyNotExtend } from '../sandboxes/extend/extension';
import { extendInput, productionDays } from './end';

/**
 * Gives a sandbox a later end, counted from now where its end has passed. Its people extend a blank or seeded one up to the
 * subscription's longest stay, support beyond that with a reason. Where compliance signed it, since it came from production or
 * the contract demands it, this files a request for at most 90 days more, and compliance signs that as well.
 */
export const extendSandbox = defineCommand({
  name: 'sandbox.extend',
  input: extendInput,
  allow: 'sandbox:extend',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const person = requirePerson(actor);
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { id, slug, shape, organizationId, organization } = sandbox;
    const objection = whyNotExtend(sandbox.state);
    if (objection) throw conflict(objection);
    const { days } = input;
    const result = { sandboxId: id, slug, organizationId, days };
    const reason = input.reason || null;
    if (isChangeSigned({ shape, ...organization })) {
      await assertSignable(tx, id, { days, reason });
      const asked = { kind: 'extension', purpose: reason ?? '', durationDays: days } as const;
      const { id: requestId, number } = await fileConcerning(context, sandbox, asked);
      return { ...result, until: null, requestId, number };
    }
    await assertWithin(tx, id, { person, until: laterEnd({ ...sandbox, now }, days), reason });
    const by = { id: person.id, text: `${person.name} extended it` };
    const { until } = await extendNow(context, { sandboxId: id, days, by, reason });
    return { ...result, until: until.toISOString(), requestId: null, number: null };
  },
  audit: ({ input, result }) => ({
    event: result.requestId ? 'request.extension_submitted' : 'sandbox.extended',
    subject: result.requestId
      ? { type: 'request', id: result.requestId }
      : { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      days: result.days,
      ...(result.requestId
        ? { sandboxId: result.sandboxId, number: result.number }
        : { until: result.until, reason: input.reason ?? null }),
    },
  }),
});

/** Throws where compliance could not sign it as it is asked for, or it is asked for already. */
async function assertSignable(
  tx: Tx,
  sandboxId: string,
  { days, reason }: { days: number; reason: string | null },
): Promise<void> {
  if (!reason) throw invalidField('reason', 'Say why; compliance decides by it.');
  if (days > productionDays)
    throw invalidField('days', `Each extension that compliance signs adds at most ${productionDays} days.`);
  const open = await tx.request.findFirst({
    where: {
      kind: 'extension',
      concernsId: sandboxId,
      state: { in: [...openStates] },
    },
    select: { number: true },
  });
  if (open) throw conflict(`Request #${open.number} asks for a later end already.`);
}

/** Throws where the end lies beyond the subscription's longest stay, and whoever asks may not go there or does not say why. */
async function assertWithin(
  tx: Tx,
  sandboxId: string,
  { person, until, reason }: { person: PersonActor; until: Date; reason: string | null },
): Promise<void> {
  const { organization, readyAt, createdAt } = await tx.sandbox.findUniqueOrThrow({
    where: { id: sandboxId },
    select: {
      readyAt: true,
      createdAt: true,
      organization: { select: { subscription: { select: { name: true, maximumDays: true } } } },
    },
  });
  const most = latestEnd(readyAt ?? createdAt, organization.subscription);
  if (until <= most) return;
  if (person.role === 'customer')
    throw invalidField(
      'days',
      `The subscription ${organization.subscription.name} lets a sandbox live until ${momentText(most)} at the latest. Ask support for more.`,
    );
  if (!reason) throw invalidField('reason', 'Say why it goes beyond the subscription’s longest stay.');
}

import type { CommandContext } from '../../command/command';
import { defineCommand } from '../../command/command';
import { daysAfter, dayText } from '../../days';
import type { Tx } from '../../db/transaction';
import { env } from '../../env';
import { conflict, invalidField, KnownError } from '../../errors';
import { notify } from '../../notices/notify';
import { assertTypedName } from '../../sandboxes/assert-typed-name';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { findAccounts } from '../../sandboxes/people/find-accounts';
import { askedFor, others } from '../../sandboxes/people/tell-added';
import { whyNotChange } from '../../sandboxes/sandbox';
import { addRequestEvent } from '../add-request-event';
import { takeSlug } from './claim-slug';
import { mostRenamings, renameInput } from './rename';

/**
 * Gives a sandbox another name, under the rules of filing, once its present one was typed. Nothing on the cluster carries
 * a name, so databases, keys and people stay as they are. The former name is held for this sandbox, which may take it back,
 * and goes to nobody else until its days are over or the sandbox is destroyed.
 */
export const renameSandbox = defineCommand({
  name: 'sandbox.rename',
  input: renameInput,
  allow: 'sandbox:rename',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotChange[sandbox.state];
    if (objection) throw conflict(objection);
    const { id: sandboxId, slug: from, organizationId } = sandbox;
    assertTypedName(input.typedName, from);
    const { slug: to } = input;
    if (to === from) throw invalidField('slug', 'That is its name already.');
    await assertNotTooOften(tx, sandboxId, now);
    const heldUntil = daysAfter(now, env().NAME_HELD_DAYS);
    await exchange(tx, sandbox.request.id, { from, to, now, heldUntil });
    await tx.sandbox.update({ where: { id: sandboxId }, data: { slug: to } });
    const text = `${from} → ${to}`;
    await addRequestEvent(tx, actor, { requestId: sandbox.request.id, kind: 'renamed', at: now, text });
    await tellRenamed(context, sandbox, { from, to, heldUntil });
    return { sandboxId, organizationId, from, slug: to, heldUntil: heldUntil.toISOString() };
  },
  audit: ({ result }) => ({
    event: 'sandbox.renamed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { from: result.from, slug: result.slug, heldUntil: result.heldUntil },
  }),
});

/** Counted in the audit, which keeps each renaming for good. */
async function assertNotTooOften(tx: Tx, sandboxId: string, now: Date): Promise<void> {
  const done = await tx.auditEvent.count({
    where: {
      subjectType: 'sandbox',
      subjectId: sandboxId,
      event: 'sandbox.renamed',
      at: { gt: daysAfter(now, -1) },
    },
  });
  if (done >= mostRenamings)
    throw new KnownError(
      'quota_exceeded',
      `It was renamed ${mostRenamings} times within a day. Wait until tomorrow.`,
    );
}

/** The name in use is held from now on, and the other one is in use; one that this sandbox holds already is taken back. */
async function exchange(
  tx: Tx,
  requestId: string,
  { from, to, now, heldUntil }: { from: string; to: string; now: Date; heldUntil: Date },
): Promise<void> {
  await tx.slugClaim.deleteMany({ where: { requestId, slug: to } });
  await tx.slugClaim.deleteMany({ where: { requestId, heldUntil: null } });
  await tx.slugClaim.createMany({ data: [{ slug: from, requestId, heldUntil }] });
  await takeSlug(tx, requestId, to, now);
}

/** Tells those who asked for it, those of its people who have an account, and whoever made a key that is in force. */
async function tellRenamed(
  { actor, tx, enqueue }: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'enqueue'>,
  sandbox: Awaited<ReturnType<typeof lockVisibleSandbox>>,
  { from, to, heldUntil }: { from: string; to: string; heldUntil: Date },
): Promise<void> {
  const { id: sandboxId, organizationId } = sandbox;
  const people = await tx.sandboxPerson.findMany({
    where: { sandboxId, removedAt: null },
    select: { kind: true, key: true },
  });
  const accounts = await findAccounts(tx, organizationId, people);
  const keys = await tx.apiKey.findMany({
    where: { sandboxId, revokedAt: null },
    distinct: ['createdById'],
    select: { createdById: true },
  });
  const told = [
    ...askedFor(sandbox),
    ...accounts.map(({ id }) => id),
    ...keys.map(({ createdById }) => createdById),
  ];
  await notify(tx, enqueue, {
    kind: 'act',
    to: others(actor, told),
    subject: `Sandbox ${from} is called ${to} now`,
    text: `${actor.name} renamed it. Its pages are found under the former name until ${dayText(heldUntil)}; programs have to call the new base URL from now on.`,
    href: `/s/${to}`,
  });
}

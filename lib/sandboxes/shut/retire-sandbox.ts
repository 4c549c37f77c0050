import { requireFresh } from '../../access/require-fresh';
import { requirePerson } from '../../access/require-person';
import { defineCommand } from '../../command/command';
import { momentText } from '../../days';
import { dropsAt } from '../../ends/end';
import { conflict } from '../../errors';
import { notify } from '../../notices/notify';
import { assertTypedName } from '../assert-typed-name';
import { lockVisibleSandbox } from '../copies/lock-visible-sandbox';
import { destroySandboxInput, whyNotRetire } from '../sandbox';
import { findTold } from './find-told';
import { requireNoBuild } from './require-no-build';
import { requireStill } from './require-still';
import { shutSandbox } from './shut-sandbox';

/**
 * Destroys a sandbox in the first of two moves, once its name was typed by somebody who signed in lately: it is closed, gives
 * its place in the quota up and keeps its name. It can be restored for some days and is dropped by itself after them.
 */
export const retireSandbox = defineCommand({
  name: 'sandbox.retire',
  input: destroySandboxInput,
  allow: 'sandbox:retire',
  run: async ({ input, actor, tx, now, enqueue }) => {
    const person = requirePerson(actor);
    requireFresh(person, now, 'Destroying a sandbox');
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const { id, slug, state, organizationId } = sandbox;
    const objection = whyNotRetire(state);
    if (objection || (state !== 'ready' && state !== 'suspended'))
      throw conflict(objection ?? 'It is not in use.');
    assertTypedName(input.typedName, slug);
    await requireNoBuild(tx, id);
    await requireStill(tx, id);
    const reason = input.reason || `${person.name} destroyed it.`;
    const move = { from: state, to: 'retired' } as const;
    await shutSandbox({ tx, now, enqueue }, { sandboxId: id, move, byId: person.id, reason });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findTold(tx, id),
      subject: `Sandbox ${slug} is retired`,
      text: `${person.name} destroyed it. Its keys open nothing. It can be restored until ${momentText(dropsAt(now))} and is dropped then.`,
      href: `/s/${slug}`,
    });
    return { sandboxId: id, slug, organizationId, dropsAt: dropsAt(now).toISOString() };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.retired',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, dropsAt: result.dropsAt, reason: input.reason ?? null },
  }),
});

import { z } from 'zod';
import { defineCommand } from '../command/command';
import { momentText } from '../days';
import { notify } from '../notices/notify';
import { findToldOf } from '../sandboxes/shut/find-told';
import { requireNoBuild } from '../sandboxes/shut/require-no-build';
import { shutSandbox } from '../sandboxes/shut/shut-sandbox';
import { dropsAt, suspendedDays } from './end';
import { requireDue } from './require-due';

/** Nobody extended an ended sandbox in the days after its end: it is retired, and can still be restored for some. */
export const retireEnded = defineCommand({
  name: 'sandbox.retire_ended',
  input: z.strictObject({ sandboxId: z.string() }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const sandbox = await requireDue(tx, input.sandboxId, 'retire', now);
    const { id, slug, organizationId, retireAfterDays, dropAfterDays } = sandbox;
    await requireNoBuild(tx, id);
    const isUnused = retireAfterDays !== null;
    const reason = isUnused
      ? `Nobody resumed it within ${retireAfterDays} days of its suspension.`
      : `Nobody extended it within ${suspendedDays} days of its end.`;
    const drops = dropsAt(now, dropAfterDays);
    const move = { from: 'suspended', to: 'retired' } as const;
    await shutSandbox({ tx, now, enqueue }, { sandboxId: id, move, byId: null, reason });
    await notify(tx, enqueue, {
      kind: 'act',
      to: await findToldOf(tx, sandbox),
      subject: `Sandbox ${slug} is retired`,
      text: `${reason} It is dropped for good on ${momentText(drops)}. Until then it can be ${isUnused ? 'restored' : 'extended and restored'} on its page.`,
      href: `/s/${slug}`,
    });
    return {
      sandboxId: id,
      slug,
      organizationId,
      dropsAt: drops.toISOString(),
      reason: isUnused ? 'unused' : 'ended',
    };
  },
  audit: ({ result }) => ({
    event: 'sandbox.retired',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: { slug: result.slug, dropsAt: result.dropsAt, reason: result.reason },
  }),
});

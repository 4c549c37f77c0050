import type { Actor } from '../access/actor';
import { organizationScope } from '../access/organization-scope';
import { requirePerson } from '../access/require-person';
import { defineCommand } from '../command/command';
import type { Tx } from '../db/transaction';
import { conflict, KnownError, notFound } from '../errors';
import { createId } from '../ids';
import { createApiKeyInput, mostLiveKeys } from './api-key';
import { fingerprintOf } from './key-digests';

/**
 * Adds a key to a ready sandbox of the actor's own organization. It is given the key's hash and never the key: whatever
 * the door does with inputs and results, there is no secret in them to keep. `issueApiKey` mints the key around it.
 *
 * Refuses `not_found` (no such sandbox within reach), `state_conflict` (not ready), `quota_exceeded` (twenty live keys).
 */
export const createApiKey = defineCommand({
  name: 'api_key.create',
  input: createApiKeyInput,
  allow: 'api_key:create',
  run: async ({ input, actor, tx, now }) => {
    const creator = requirePerson(actor);
    const sandbox = await holdReadySandbox(tx, input.sandboxId, actor);
    const live = await tx.apiKey.count({ where: { sandboxId: sandbox.id, revokedAt: null } });
    if (live >= mostLiveKeys)
      throw new KnownError(
        'quota_exceeded',
        `This sandbox has ${mostLiveKeys} live keys, the most it can have. Revoke one that nobody uses.`,
      );
    const fingerprint = fingerprintOf(input.hash);
    const id = createId();
    await tx.apiKey.create({
      data: {
        id,
        sandboxId: sandbox.id,
        label: input.label,
        hash: input.hash,
        fingerprint,
        createdById: creator.id,
        createdAt: now,
      },
    });
    return { id, sandboxId: sandbox.id, organizationId: sandbox.organizationId, fingerprint };
  },
  audit: ({ result }) => ({
    event: 'api_key.created',
    subject: { type: 'api_key', id: result.id },
    organizationId: result.organizationId,
    details: { sandboxId: result.sandboxId, fingerprint: result.fingerprint },
  }),
});

/**
 * Locks the sandbox's row by an update that changes nothing, so that keys are counted one transaction after the other
 * and no key is added beside a destruction that has begun.
 */
async function holdReadySandbox(tx: Tx, sandboxId: string, actor: Actor) {
  const where = { id: sandboxId, ...organizationScope(actor) };
  const held = await tx.sandbox.updateMany({ where: { ...where, state: 'ready' }, data: { state: 'ready' } });
  const found = await tx.sandbox.findFirst({
    where,
    select: { id: true, organizationId: true, state: true },
  });
  if (!found) throw notFound('sandbox');
  if (held.count === 0)
    throw conflict(`Keys are for sandboxes that are ready; this one is ${found.state}. Reload the page.`);
  return found;
}

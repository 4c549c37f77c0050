import { organizationScope } from '../access/organization-scope';
import { defineCommand } from '../command/command';
import { conflict, notFound } from '../errors';
import { revokeApiKeyInput } from './api-key';

/**
 * Ends a key for good; the gateway asks the database at every call, so the next one with this key is refused. Of two
 * who revoke at once one succeeds and the other is told `state_conflict`. `not_found` for a key out of reach.
 */
export const revokeApiKey = defineCommand({
  name: 'api_key.revoke',
  input: revokeApiKeyInput,
  allow: 'api_key:revoke',
  run: async ({ input, actor, tx, now }) => {
    const key = await tx.apiKey.findFirst({
      where: { id: input.apiKeyId, sandbox: organizationScope(actor) },
      select: {
        id: true,
        sandboxId: true,
        fingerprint: true,
        sandbox: { select: { organizationId: true } },
      },
    });
    if (!key) throw notFound('API key');
    const revoked = await tx.apiKey.updateMany({
      where: { id: key.id, revokedAt: null },
      data: { revokedAt: now },
    });
    if (revoked.count === 0) throw conflict('This key was revoked before; nothing is left to do.');
    const { id, sandboxId, fingerprint, sandbox } = key;
    return { id, sandboxId, fingerprint, organizationId: sandbox.organizationId };
  },
  audit: ({ result }) => ({
    event: 'api_key.revoked',
    subject: { type: 'api_key', id: result.id },
    organizationId: result.organizationId,
    details: { sandboxId: result.sandboxId, fingerprint: result.fingerprint },
  }),
});

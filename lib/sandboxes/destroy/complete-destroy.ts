import { z } from 'zod';
import { defineCommand } from '../../command/command';
import { notify } from '../../notices/notify';
import { removedParts } from '../cluster/removed-parts';
import { moveCopy } from '../copies/move-copy';
import { moveSandbox } from '../move-sandbox';
import { endOperation } from '../operations/end-operation';
import { countParts, endParts } from '../parts/sandbox-parts';
import { examinedParts } from './certify/gather-parts';
import { issueCertificate } from './certify/issue-certificate';

/**
 * The worker reports that nothing of a sandbox is left on the cluster, and what the examiner looked for there. With this
 * transaction ends what ends with the last database, our own rows are looked at, and the certificate is issued; its hash
 * stands in the audit's chain. Throws `conflict` with names (`fields.remaining`) while one part is left, and records nothing
 * then. The sandbox's name is free again.
 */
export const completeDestroy = defineCommand({
  name: 'sandbox.complete_destroy',
  input: z.strictObject({
    operationId: z.string(),
    attempt: z.int().positive(),
    parts: removedParts,
    examined: examinedParts,
  }),
  allow: 'operation:work',
  run: async ({ input, tx, now, enqueue }) => {
    const { sandbox, told } = await endOperation(tx, input, { state: 'succeeded', now });
    await moveSandbox(tx, sandbox.id, { from: 'destroying', to: 'destroyed' }, { destroyedAt: now });
    for (const { id } of await tx.sandboxCopy.findMany({
      where: { sandboxId: sandbox.id, state: 'dropping' },
      select: { id: true },
    }))
      await moveCopy(tx, id, { from: 'dropping', to: 'dropped' }, { droppedAt: now });
    await endParts(tx, { sandboxId: sandbox.id, when: 'with_last', now });
    await tx.slugClaim.deleteMany({ where: { requestId: sandbox.requestId } });
    const certificate = await issueCertificate(tx, { ...input, sandboxId: sandbox.id, now });
    const { destroyedBy } = await tx.sandbox.findUniqueOrThrow({
      where: { id: sandbox.id },
      select: { destroyedBy: { select: { name: true } } },
    });
    await notify(tx, enqueue, {
      kind: 'act',
      to: told,
      subject: `Sandbox ${sandbox.slug} is destroyed`,
      text: `${destroyedBy?.name ?? 'The system'} destroyed it. Each of its parts was looked for afterwards; the certificate says how.`,
      href: `/certificates/destruction/${certificate.id}`,
    });
    return {
      sandboxId: sandbox.id,
      slug: sandbox.slug,
      organizationId: sandbox.organizationId,
      destroyedBy: destroyedBy?.name ?? null,
      left: await countParts(tx, sandbox.id),
      certificate,
    };
  },
  audit: ({ input, result }) => ({
    event: 'sandbox.destroyed',
    subject: { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      destroyedBy: result.destroyedBy,
      left: result.left,
      certificateId: result.certificate.id,
      certificate: result.certificate.hash,
      parts: input.parts,
    },
  }),
});

import {
  type DestroyedPart,
  type DestructionCertificate,
  remainingParts,
} from '../../../certificate-format/destruction';
import { resultHash } from '../../../certificate-format/result-hash';
import { daysAfter } from '../../../days';
import { toJson } from '../../../db/to-json';
import type { Tx } from '../../../db/transaction';
import { env } from '../../../env';
import { KnownError } from '../../../errors';
import { createId } from '../../../ids';
import { keptParts } from '../../parts/sandbox-parts';
import { describeMethod } from './describe-method';
import { findReason } from './find-reason';
import { type ExaminedParts, gatherParts } from './gather-parts';

export type Destruction = {
  sandboxId: string;
  operationId: string;
  attempt: number;
  /** What the examiner found on the cluster. */
  examined: ExaminedParts;
  now: Date;
};

/**
 * Issues the certificate of a destroyed sandbox in the transaction that records its end. Throws `conflict` with the names of
 * what was found (`fields.remaining`) while one part is left, so that nothing of that transaction stays.
 */
export async function issueCertificate(
  tx: Tx,
  { sandboxId, operationId, attempt, examined, now }: Destruction,
): Promise<{ id: string; hash: string }> {
  const parts = await gatherParts(tx, sandboxId, examined);
  const remaining = remainingParts(parts);
  if (remaining.length > 0)
    throw new KnownError('conflict', `There is no certificate: ${remaining.join(', ')} are left.`, {
      remaining,
    });
  const facts = await readFacts(tx, sandboxId);
  const id = createId();
  const body = {
    destructionCertificate: 1,
    id,
    ...facts.lineage,
    destroyed: {
      at: now.toISOString(),
      by: facts.destroyedById,
      reason: await findReason(tx, { sandboxId, slug: facts.slug }),
      operationId,
      attempt,
    },
    sanitization: describeMethod(facts.lineage.sandbox),
    backups: describeBackups(now),
    parts,
    kept: keptParts(),
    summary: sumUpLooks(parts),
  } as const satisfies Omit<DestructionCertificate, 'result'>;
  const hash = resultHash(body);
  const document = { ...body, result: hash } satisfies DestructionCertificate;
  await tx.destructionCertificate.create({
    data: { id, sandboxId, operationId, document: toJson(document), hash, issuedAt: now },
  });
  return { id, hash };
}

/** Which sandbox it was and where it came from, by ids. */
async function readFacts(tx: Tx, sandboxId: string) {
  const { request, concerning, product, certificates, destroyedById, slug, createdAt, readyAt, ...sandbox } =
    await tx.sandbox.findUniqueOrThrow({
      where: { id: sandboxId },
      select: {
        id: true,
        slug: true,
        organizationId: true,
        tenantId: true,
        shape: true,
        createdAt: true,
        readyAt: true,
        destroyedById: true,
        product: { select: { slug: true } },
        request: { select: { id: true, number: true, kind: true } },
        concerning: { orderBy: { number: 'asc' }, select: { id: true, number: true, kind: true } },
        certificates: { orderBy: { createdAt: 'asc' }, select: { hash: true } },
      },
    });
  return {
    destroyedById,
    slug,
    lineage: {
      sandbox: {
        ...sandbox,
        product: product.slug,
        createdAt: createdAt.toISOString(),
        deliveredAt: readyAt?.toISOString() ?? null,
      },
      requests: [request, ...concerning],
      proofs: certificates.map(({ hash }) => hash),
    },
  };
}

function sumUpLooks(parts: readonly DestroyedPart[]): DestructionCertificate['summary'] {
  const looks = parts.flatMap((part) => part.looks);
  const notLookedAt = looks.filter(({ result }) => result === 'not_looked_at').length;
  return { gone: looks.length - notLookedAt, notLookedAt };
}

/** What the cluster's write-ahead log and backups may hold, by the setting that the operator made, or that it is unknown. */
function describeBackups(now: Date): DestructionCertificate['backups'] {
  const { BACKUPS_KEPT_DAYS: keptDays } = env();
  if (keptDays === undefined)
    return {
      keptDays: null,
      until: null,
      statement:
        'Unknown: the operator has not said how long the write-ahead log and backups of the cluster are kept (BACKUPS_KEPT_DAYS). Copies may live on there.',
    };
  const until = daysAfter(now, keptDays).toISOString();
  return {
    keptDays,
    until,
    statement: `The operator keeps the write-ahead log and backups of the cluster for ${keptDays} days. Copies may live on there until ${until}. Sandgate did not look there.`,
  };
}

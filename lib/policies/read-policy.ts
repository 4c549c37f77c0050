import type { Tx } from '../db/transaction';
import { type Policy, policyDocument } from './policy';

/** The policy in force. The first one was saved by the migration that brought policies, so there always is one. */
export async function readPolicy(tx: Tx): Promise<Policy & { version: number }> {
  const { document, savedAt, version } = await tx.policyVersion.findFirstOrThrow({
    orderBy: { version: 'desc' },
    select: { version: true, document: true, savedAt: true },
  });
  return { version, savedAt, document: policyDocument.parse(document) };
}

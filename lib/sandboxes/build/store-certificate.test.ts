import { expect, test } from 'vitest';
import type { Certificate } from '../../certificate-format/certificate';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { type Lease, takeLease } from '../../operations/lease';
import { submitRequest } from '../../requests/submit-request';
import { useControlDatabase } from '../../testing/database';
import { createWorld, sampleContent } from '../../testing/world';
import { storeCertificate } from './store-certificate';

useControlDatabase();

/** A proof that can be told apart by its hash. */
const proof = (result: string): Certificate => ({
  formatVersion: 1,
  manifest: '',
  plan: '',
  structure: {},
  result,
  passed: true,
  failures: [],
  comparedWith: 'snapshot',
  sourceTime: '',
  tables: [],
  findings: [],
  unvalidated: [],
  scanned: { columns: 0, sampled: [] },
  elapsedMs: 0,
});

async function queuedBuild() {
  const world = await createWorld({ quota: null });
  const content = {
    ...sampleContent(),
    shape: 'blank' as const,
    seedSetName: '',
    tenantId: world.acme.tenantId,
  };
  const { id: requestId } = await runOrThrow(submitRequest, content, world.customer);
  const { id: sandboxId, operations } = await db().sandbox.findUniqueOrThrow({
    where: { requestId },
    select: { id: true, operations: { select: { id: true, copyId: true } } },
  });
  const [operation] = operations;
  return {
    operationId: operation?.id ?? '',
    copy: { id: operation?.copyId ?? sandboxId, sandboxId, requestId },
  };
}

async function take(operationId: string, owner: string): Promise<Lease> {
  const lease = await takeLease(operationId, owner);
  if (lease === 'over' || 'busyForMs' in lease) throw new Error('the operation could not be taken');
  return lease;
}

test('the certificate of a superseded attempt is refused, before and after that of the attempt that counts', async () => {
  const { operationId, copy } = await queuedBuild();
  const kept = async () =>
    (await db().certificate.findMany({ where: { operationId } })).map(({ attempt, hash }) => ({
      attempt,
      hash,
    }));
  const frozen = await take(operationId, 'a worker that froze');
  await db().operation.update({ where: { id: operationId }, data: { leaseUntil: new Date(0) } });
  const present = await take(operationId, 'the worker that took over');
  await expect(storeCertificate(frozen, copy, proof('late'))).rejects.toMatchObject({
    code: 'state_conflict',
  });
  expect(await kept()).toEqual([]);
  await storeCertificate(present, copy, proof('right'));
  await expect(storeCertificate(frozen, copy, proof('late'))).rejects.toMatchObject({
    code: 'state_conflict',
  });
  expect(await kept()).toEqual([{ attempt: 2, hash: 'right' }]);
  // Nothing but the attempt's number stood in its way.
  await db().operation.update({ where: { id: operationId }, data: { attempt: frozen.attempt } });
  await storeCertificate(frozen, copy, proof('late'));
  expect(await kept()).toEqual([{ attempt: 1, hash: 'late' }]);
});

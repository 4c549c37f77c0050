import type { z } from 'zod';
import { ask } from '../command/query';
import { runOrThrow } from '../command/run';
import { db } from '../db/client';
import { submitRequest } from '../requests/submit-request';
import { approveRequest } from '../reviews/approve-request';
import { getReview } from '../reviews/get-review';
import { signRequest } from '../reviews/sign-request';
import { checkVersion } from '../scrub-plans/check-version';
import { decideColumns } from '../scrub-plans/decide/decide-columns';
import { getPlan } from '../scrub-plans/get-plan';
import { requestReading } from '../scrub-plans/reading/request-reading';
import { runReading } from '../scrub-plans/reading/run-reading';
import { createPerson, sampleContent, type World } from './world';

/**
 * The way to a signed snapshot of the world's first tenant, through the commands that people use: its source is read,
 * what nobody could classify is decided, a request is filed, approved and signed by as many people as it takes.
 */

/** Reads the source as it is now; what a person decided before stays decided. */
export async function readSource(world: World): Promise<void> {
  const { id } = await runOrThrow(requestReading, { tenantId: world.acme.tenantId }, world.support);
  await runReading(id);
}

/** As a person would: what is open is looked at, and kept with a reason or dropped. Then the plan is held to its source. */
export async function decideOpen(world: World): Promise<void> {
  const { plan } = await ask(
    getPlan,
    { tenantId: world.acme.tenantId, group: 'unclassified' },
    world.compliance,
  );
  const open = plan?.rows.map(({ table, column }) => ({ table, column })) ?? [];
  const isRisky = ({ column }: { column: string }) =>
    ['headers', 'preferences', 'storage_url', 'rules'].includes(column);
  const decisions: Omit<Parameters<typeof decide>[1], 'version'>[] = [
    {
      columns: [{ table: 'cascade.parts', column: 'number' }, ...open.filter((each) => !isRisky(each))],
      class: 'business.value',
      mask: { name: 'keep' },
      reason: 'Describes goods, not people.',
    },
    {
      columns: open.filter(isRisky),
      class: 'direct.free_text',
      mask: { name: 'constant', value: '{}' },
      reason: 'May hold anything.',
    },
    {
      columns: [{ table: 'cascade.sessions', column: 'id' }],
      class: 'secret.session',
      mask: { name: 'pseudonym' },
      reason: 'Whoever knows it is signed in.',
    },
  ];
  let version = plan?.version ?? 0;
  for (const decision of decisions.filter(({ columns }) => columns.length > 0)) {
    ({ version } = await decide(world, { version, ...decision }));
  }
  await checkLatest(world);
}

function decide(
  world: World,
  decision: Omit<z.input<typeof decideColumns.input>, 'tenantId'>,
): Promise<{ version: number }> {
  return runOrThrow(decideColumns, { tenantId: world.acme.tenantId, ...decision }, world.compliance);
}

/** Holds the latest version of the plan against its source, and returns its refusals. */
export async function checkLatest(world: World): Promise<unknown> {
  const { id } = await db().scrubPlanVersion.findFirstOrThrow({
    where: { tenantId: world.acme.tenantId },
    orderBy: { version: 'desc' },
  });
  await checkVersion(id);
  return (await db().scrubPlanVersion.findUniqueOrThrow({ where: { id } })).refusals;
}

/** A request for a snapshot that support has approved and compliance has not seen yet. */
export async function fileSnapshot(world: World) {
  const input = {
    ...sampleContent(),
    shape: 'snapshot' as const,
    seedSetName: '',
    tenantId: world.acme.tenantId,
  };
  const { id, slug } = await runOrThrow(submitRequest, input, world.customer);
  const seen = { requestId: id, version: 1 };
  await runOrThrow(approveRequest, seen, world.support);
  return { ...seen, slug };
}

/** A snapshot that is approved and signed, whose build is queued; different people sign where two are needed. */
export async function signSnapshot(world: World) {
  const { requestId, version, slug } = await fileSnapshot(world);
  const { manifest } = await ask(getReview, { requestId }, world.compliance);
  for (let signature = 0; signature < (manifest?.signaturesNeeded ?? 1); signature += 1) {
    const signer = signature === 0 ? world.compliance : await createPerson('compliance');
    await runOrThrow(
      signRequest,
      { requestId, version, reason: 'Seen.', manifestHash: manifest?.hash ?? '' },
      signer,
    );
  }
  const { id: sandboxId, operations } = await db().sandbox.findUniqueOrThrow({
    where: { requestId },
    select: { id: true, operations: { select: { id: true, copyId: true } } },
  });
  const [build] = operations;
  return { requestId, slug, sandboxId, operationId: build?.id ?? '', copyId: build?.copyId ?? '' };
}

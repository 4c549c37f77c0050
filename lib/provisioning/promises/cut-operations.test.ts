import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFaultProxy } from '@/lib/testing/faults/fault-proxy';
import { sizeOf } from '@/lib/testing/sizes';
import type { BuildOrder, EngineConnections } from '../build-order';
import { classifySource } from '../classify/classify-source';
import { closeCopy, openCopy } from '../close-copy';
import { destroyCopy } from '../destroy-copy';
import { provision } from '../provision';
import { ProvisioningError } from '../provisioning-error';
import { faultsAmong, seed } from './cuts.fixture';
import { asTenant, namesOf, openWorkshop, tenantSchema, type Workshop } from './workshop.fixture';

/**
 * What the engine does besides building, with its connection cut at the Nth message: it ends done, or fails by name, and
 * is done once it is repeated.
 */
const named = ['connection_lost', 'source_unreachable', 'target_unreachable', 'object_in_use'];
let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(async () => {
  await workshop.drop();
});

async function build(): Promise<BuildOrder> {
  const plan = workshop.order({ shape: 'blank' });
  const report = await provision(plan, { ...workshop, signal: new AbortController().signal });
  expect(report.failure).toBeUndefined();
  return plan;
}

type Work = (
  plan: BuildOrder,
  through: { connections: EngineConnections; ledger: Workshop['ledger'] },
) => Promise<unknown>;

/** Does the work once to count its messages, then cuts at each of them in turn, and does it again undisturbed. */
async function cutEverywhere(
  name: string,
  begin: () => Promise<BuildOrder>,
  work: Work,
  check: (plan: BuildOrder) => Promise<void>,
) {
  const { clusterUrl, sourceUrl } = workshop.connections;
  const through = async (plan: BuildOrder, fault?: Parameters<typeof openFaultProxy>[1]) => {
    const proxy = await openFaultProxy(clusterUrl, fault);
    try {
      const connections = {
        ...workshop.connections,
        clusterUrl: proxy.through(clusterUrl),
        sourceUrl: proxy.through(sourceUrl),
      };
      const failure = await work(plan, { ...workshop, connections }).then(
        () => null,
        (error: unknown) => error,
      );
      return { failure, pieces: proxy.count() };
    } finally {
      await proxy.close();
    }
  };
  const first = await begin();
  const { pieces, failure } = await through(first);
  expect(failure).toBeNull();
  await check(first);
  const counted: Record<string, number> = {};
  for (const fault of faultsAmong(pieces, sizeOf('cut-operations'))) {
    const plan = await begin();
    const cut = await through(plan, fault);
    const outcome = cut.failure instanceof ProvisioningError ? cut.failure.code : cut.failure;
    if (outcome !== null) expect(named, JSON.stringify(fault)).toContain(outcome);
    counted[String(outcome ?? 'done')] = (counted[String(outcome ?? 'done')] ?? 0) + 1;
    await work(plan, workshop);
    await check(plan);
  }
  console.warn(`${name}: ${pieces} messages, seed ${seed}:`, counted);
}

describe('cut at the Nth message and repeated', () => {
  test('a destruction leaves nothing', async () => {
    await cutEverywhere('destroying', build, destroyCopy, async ({ copyId }) => {
      expect(await namesOf(copyId)).toEqual([]);
      expect(await workshop.ledger.list(copyId)).toEqual([]);
    });
  }, 3_600_000);

  test('a closed sandbox lets nobody in, and an opened one its own role', async () => {
    const plan = await build();
    const place = { database: `sb_${plan.copyId}`, role: `sbr_${plan.copyId}_1` };
    const isIn = () => asTenant(plan, async () => true).catch(() => false);
    const close: Work = (_plan, options) => closeCopy(place, options);
    const open: Work = (_plan, options) => openCopy(place, options);
    await cutEverywhere(
      'closing',
      async () => plan,
      close,
      async () => expect(await isIn()).toBe(false),
    );
    await cutEverywhere(
      'opening',
      async () => plan,
      open,
      async () => expect(await isIn()).toBe(true),
    );
  }, 3_600_000);

  test('a source is read as if nothing had happened', async () => {
    const plan = workshop.order();
    const { sourceUrl } = workshop.connections;
    const whole = await classifySource({ url: sourceUrl, schemas: [tenantSchema] });
    const read: Work = async (_plan, { connections }) => {
      const found = await classifySource({ url: connections.sourceUrl, schemas: [tenantSchema] });
      expect(found.tables).toEqual(whole.tables);
    };
    await cutEverywhere(
      'reading a source',
      async () => plan,
      read,
      async () => undefined,
    );
  }, 3_600_000);
});

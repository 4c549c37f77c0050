import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fillFabrica } from '@/demo/fabrica/fill';
import { productionTenants } from '@/demo/fabrica/rows/plan';
import { seedOf, sizeOf } from '@/lib/testing/sizes';
import { classifySource } from '../../classify/classify-source';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { copy, useDatabases } from '../promises/two-databases.fixture';
import { decideOpen } from './decide-open.fixture';

const database = useDatabases();

/** Masks draw by the key of their copy, so each copy of the same source holds other values by chance. */
it('every honest copy of the demo is proven, whatever its key draws', async () => {
  const [copies, seed] = [sizeOf('honest-copies'), seedOf(40)];
  const source = await database();
  await fillFabrica({ url: source.url, tenants: productionTenants.filter(({ name }) => name === 'cascade') });
  const plan = await classifySource({ url: source.url, schemas: ['cascade'] });
  decideOpen(plan);
  const failures: string[] = [];
  for (let at = 0; at < copies; at += 1) {
    const target = await database();
    const key = createHash('sha256').update(`${seed} ${at}`).digest();
    await copy(plan, source, target, { key });
    const proof = await proveSnapshot(plan, { source, target, jobs: 2 });
    failures.push(...proof.failures.map((failure) => `copy ${at}: ${failure}`));
  }
  process.stdout.write(`honest copies: ${copies} with ${failures.length} failures, seed ${seed}\n`);
  expect(failures).toEqual([]);
});

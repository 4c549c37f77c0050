import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '../connect';
import { openWorkshop, tenantSchema, type Workshop } from '../promises/workshop.fixture';
import { provision } from '../provision';
import { sealManifest } from '../snapshot/plan/manifest';
import { planFor } from '../snapshot/plan.fixture';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.drop());

test('a plan whose server was restored under another identifier is refused without the name of its database', async () => {
  const scrubPlan = await planFor(workshop.productionUrl, [tenantSchema]);
  const named = scrubPlan.source.server;
  scrubPlan.source.server = named.replace(/\d+$/, '1234567890');
  expect(scrubPlan.source.server).not.toBe(named);
  const options = { side: 'source', applicationName: 'a test' } as const;
  const { hash: manifestHash } = await withConnection(workshop.productionUrl, options, (client) =>
    sealManifest(client, scrubPlan),
  );
  const plan = workshop.order({ shape: 'snapshot', seedSet: null, scrubPlan, manifestHash });
  const report = await provision(plan, { ...workshop, signal: new AbortController().signal });
  expect(report.failure).toMatchObject({
    code: 'plan_refused',
    message: 'The plan was made for another database than this source’s.',
  });
  const database = new URL(workshop.productionUrl).pathname.slice(1);
  expect(JSON.stringify(report)).not.toContain(database);
});

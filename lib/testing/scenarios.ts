import { createHash } from 'node:crypto';
import { systemActor } from '../access/actor';
import { db } from '../db/client';
import { databaseNow, transaction } from '../db/transaction';
import { createId } from '../ids';
import { readBasis } from '../sandboxes/build/basis';
import type { CopyState } from '../sandboxes/copies/copy';
import type { SandboxOperationName } from '../sandboxes/operations/sandbox-operation';
import { endParts } from '../sandboxes/parts/sandbox-parts';
import type { SandboxState } from '../sandboxes/sandbox';
import { readManifest } from '../scrub-plans/sign-off/read-manifest';
import { createEnding } from './endings';
import { houseScenarios, type Scenario } from './house-scenarios';
import { noticeScenarios } from './notice-scenarios';
import {
  createKeyedTenant,
  createPlanVersion,
  createReading,
  createTenant,
  keyedPlan,
  samplePlan,
} from './plans';
import { createCopy, createOperation, createRequest, createSandbox, createSignedSandbox } from './requests';
import { cloneOf, createDelivered, createReset } from './resets';
import { sampleContent, sampleProduct, type World } from './world';

/** One way in which a command succeeds: what it is sent and by whom, once the world is as it needs to be. */
const worker = systemActor('worker');
const seen = (request: { id: string; version: number }) => ({
  requestId: request.id,
  version: request.version,
});

const runningDestroy = async (world: World) => {
  const sandbox = await createSandbox(world, 'destroying');
  await transaction(async (tx) => {
    await endParts(tx, { sandboxId: sandbox.id, when: 'at_once', now: await databaseNow(tx) });
  });
  const operation = await createOperation(sandbox.id, 'destroy', 'running');
  return { operationId: operation.id, attempt: operation.attempt };
};

/** What a worker reports of an operation on a copy in the given state. */
const runningOn = async (world: World, kind: SandboxOperationName, state: CopyState) => {
  const copy = await createCopy(world, state);
  const operation = await createOperation(copy.sandboxId, kind, 'running', copy.id);
  return { operationId: operation.id, attempt: operation.attempt };
};
/** What a worker reports of an operation on a sandbox in the given state. */
const runningIn = async (world: World, kind: SandboxOperationName, state: SandboxState) => {
  const sandbox = await createSandbox(world, state);
  const operation = await createOperation(sandbox.id, kind, 'running');
  return { operationId: operation.id, attempt: operation.attempt };
};
const shutting = ({ id }: { id: string }) => ({ sandboxId: id, reason: 'To look at it.' });
const createStop = async () => {
  const id = createId();
  await db().sweepStop.create({ data: { id, acts: [], fleet: 400 } });
  return id;
};
const typed = ({ id, sandbox }: { id: string; sandbox: { slug: string } }) => ({
  copyId: id,
  typedName: sandbox.slug,
});
/** A request that nobody has decided for so many days. */
const waitingFor = async (world: World, days: number) => {
  const { id } = await createRequest(world, 'awaiting_support');
  const waitsSince = new Date(Date.now() - days * 86_400_000);
  await db().request.update({ where: { id }, data: { waitsSince } });
  return { requestId: id };
};
/** What a worker reports of a copy that is built. */
const built = async (running: { operationId: string; attempt: number }) => {
  const { sandboxId } = await db().operation.findUniqueOrThrow({ where: { id: running.operationId } });
  const { basis } = await readBasis(db(), sandboxId);
  const place = { database: 'sb_x', role: 'sbr_x', baseline: 'sb_x_base' };
  return { ...running, ...place, fingerprint: 'f', rows: 1, bytes: 2, basis };
};
const failed = { step: 'Verify', code: 'internal', message: 'It broke.', remedy: 'Retry.' };

/** A scenario per command, by the command's name; a test fails for a command that has none. */
const each: Record<string, Scenario> = {
  'request.submit': async (world) => ({
    input: { ...sampleContent(), tenantId: world.acme.tenantId },
    actor: world.customer,
  }),
  'request.amend': async (world) => {
    const request = await createRequest(world, 'awaiting_customer');
    return { input: { ...seen(request), ...sampleContent(), durationDays: 7 }, actor: world.customer };
  },
  'request.answer': async (world) => {
    const request = await createRequest(world, 'awaiting_customer');
    return { input: { requestId: request.id, answer: 'It reads only.' }, actor: world.customer };
  },
  'request.withdraw': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    return { input: { requestId: request.id }, actor: world.customer };
  },
  'request.save_draft': async (world) => {
    await db().requestDraft.deleteMany({ where: { personId: world.customer.id } });
    const draft = { basedOn: 0, writer: 'a-tab', values: { purpose: 'half a' } };
    return { input: { organizationId: world.acme.id, ...draft }, actor: world.customer };
  },
  'request.discard_draft': async (world) => {
    const key = { personId: world.customer.id, organizationId: world.acme.id };
    await db().requestDraft.deleteMany({ where: key });
    await db().requestDraft.create({ data: { ...key, writer: 'a-tab', values: {}, version: 1 } });
    return { input: { organizationId: world.acme.id }, actor: world.customer };
  },
  'request.ask': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    return { input: { ...seen(request), question: 'Which ERP?' }, actor: world.support };
  },
  'request.approve': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    return { input: seen(request), actor: world.support };
  },
  'request.decline': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    return { input: { ...seen(request), reason: 'Use the one you have.' }, actor: world.support };
  },
  'request.hold': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    return { input: { requestId: request.id }, actor: world.support };
  },
  'request.release': async (world) => {
    const request = await createRequest(world, 'awaiting_support');
    await db().request.update({ where: { id: request.id }, data: { assigneeId: world.support.id } });
    return { input: { requestId: request.id }, actor: world.support };
  },
  'request.sign': async (world) => {
    const request = await createRequest(world, 'awaiting_compliance');
    const manifest = await readManifest(db(), request.id);
    const input = { ...seen(request), reason: 'As the contract asks.', manifestHash: manifest?.hash };
    return { input, actor: world.compliance };
  },
  'request.return': async (world) => {
    const request = await createRequest(world, 'awaiting_compliance');
    return { input: { ...seen(request), question: 'Why so long?' }, actor: world.compliance };
  },
  'request.refuse': async (world) => {
    const request = await createRequest(world, 'awaiting_compliance');
    return { input: { ...seen(request), reason: 'Not under this contract.' }, actor: world.compliance };
  },
  'request.reopen_review': async (world) => {
    const { requestId } = await createSandbox(world, 'failed', 'snapshot');
    return { input: { requestId, version: 1, reason: 'A column appeared.' }, actor: world.support };
  },
  'sandbox.reset': async (world) => {
    const sandbox = await createDelivered(world);
    return { input: { sandboxId: sandbox.id, typedName: sandbox.slug }, actor: world.customer };
  },
  'sandbox.clone': async (world) => {
    const sandbox = await createDelivered(world);
    return { input: cloneOf(sandbox.id), actor: world.customer };
  },
  'sandbox.complete_reset': async (world) => ({
    input: (await createReset(world)).reported,
    actor: worker,
  }),
  'sandbox.destroy': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    return { input: { sandboxId: sandbox.id, typedName: sandbox.slug }, actor: world.customer };
  },
  'sandbox.add_person': async (world) => {
    const { id } = await createSandbox(world, 'ready');
    const named = { kind: 'person', name: 'Eve@Example.test', reason: 'Tests it.' };
    return { input: { sandboxId: id, ...named }, actor: world.customer };
  },
  'sandbox.remove_person': async (world) => {
    const { id } = await createSandbox(world, 'ready');
    const person = await db().sandboxPerson.findFirstOrThrow({ where: { sandboxId: id } });
    return { input: { sandboxId: id, personId: person.id }, actor: world.customer };
  },
  'sandbox.tell_people': async (world) => ({
    input: { sandboxId: (await createSandbox(world, 'ready')).id, message: 'The fair was moved.' },
    actor: world.support,
  }),
  'sandbox.rename': async (world) => {
    const { id, slug } = await createSandbox(world, 'ready');
    await db().slugClaim.deleteMany({ where: { slug: 'another-name' } });
    return { input: { sandboxId: id, typedName: slug, slug: 'another-name' }, actor: world.customer };
  },
  'sandbox.suspend': async (world) => ({
    input: shutting(await createSandbox(world, 'ready')),
    actor: world.customer,
  }),
  'sandbox.resume': async (world) => ({
    input: { sandboxId: (await createSandbox(world, 'suspended')).id },
    actor: world.customer,
  }),
  'sandbox.quarantine': async (world) => ({
    input: shutting(await createSandbox(world, 'ready')),
    actor: world.support,
  }),
  'sandbox.lift_quarantine': async (world) => ({
    input: shutting(await createSandbox(world, 'quarantined')),
    actor: world.compliance,
  }),
  'sandbox.retire': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    return { input: { sandboxId: sandbox.id, typedName: sandbox.slug }, actor: world.customer };
  },
  'sandbox.restore': async (world) => ({
    input: { sandboxId: (await createSandbox(world, 'retired')).id },
    actor: world.support,
  }),
  'sandbox.extend': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    await db().sandbox.update({ where: { id: sandbox.id }, data: { expiresAt: new Date() } });
    return { input: { sandboxId: sandbox.id, days: 7 }, actor: world.customer };
  },
  'sandbox.keep_alive': async (world) => ({
    input: shutting(await createSandbox(world, 'ready')),
    actor: world.customer,
  }),
  'sandbox.protect': async (world) => ({
    input: { ...shutting(await createSandbox(world, 'ready')), days: 7 },
    actor: world.support,
  }),
  'sandbox.unprotect': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    const protectedUntil = new Date('2099-01-01T00:00:00Z');
    await db().sandbox.update({ where: { id: sandbox.id }, data: { protectedUntil } });
    return { input: shutting(sandbox), actor: world.compliance };
  },
  'sandbox.warn_end': async (world) => ({
    input: { sandboxId: (await createEnding(world, 'ready', -0.5)).id, daysBefore: 1 },
    actor: worker,
  }),
  'sandbox.end': async (world) => ({
    input: { sandboxId: (await createEnding(world, 'ready', 1, true)).id },
    actor: worker,
  }),
  'sandbox.retire_ended': async (world) => ({
    input: { sandboxId: (await createEnding(world, 'suspended', 8)).id },
    actor: worker,
  }),
  'sandbox.drop_ended': async (world) => ({
    input: { sandboxId: (await createEnding(world, 'retired', 15)).id },
    actor: worker,
  }),
  'sandbox.complete_close': async (world) => ({
    input: await runningIn(world, 'close', 'suspended'),
    actor: worker,
  }),
  'sandbox.complete_reopen': async (world) => ({
    input: await runningIn(world, 'reopen', 'suspended'),
    actor: worker,
  }),
  'sandbox.close_again': async (world) => {
    const { id } = await createSandbox(world, 'suspended');
    await db().sandbox.update({ where: { id }, data: { closedAt: null } });
    return { input: { sandboxId: id }, actor: worker };
  },
  'sweep.stop': async () => {
    await db().sweepStop.updateMany({ data: { endedAt: new Date() } });
    return { input: { acts: [], fleet: 400 }, actor: worker };
  },
  'sweep.allow': async (world) => ({
    input: { stopId: await createStop(), acts: 0 },
    actor: world.support,
  }),
  'sweep.end': async () => ({ input: { stopId: await createStop() }, actor: worker }),
  'sandbox.retry_destroy': async (world) => {
    const sandbox = await createSandbox(world, 'destroying');
    return { input: { sandboxId: sandbox.id }, actor: world.support };
  },
  'copy.begin_build': async (world) => {
    const sandbox = await createSandbox(world, 'scheduled');
    return { input: { copyId: sandbox.copyId }, actor: worker };
  },
  'sandbox.complete_destroy': async (world) => ({
    input: {
      ...(await runningDestroy(world)),
      parts: [{ kind: 'database', name: 'sb_x', state: 'dropped' }],
      examined: [
        {
          kind: 'database',
          name: 'sb_x',
          oids: [],
          looks: [{ where: 'pg_database, by name', result: 'gone' }],
        },
      ],
    },
    actor: worker,
  }),
  'sandbox.fail_destroy': async (world) => ({
    input: { ...(await runningDestroy(world)), remaining: ['sb_x'] },
    actor: worker,
  }),
  'operation.cancel': async (world) => {
    const sandbox = await createSandbox(world, 'building');
    const operation = await createOperation(sandbox.id, 'build', 'running', sandbox.copyId);
    return { input: { operationId: operation.id }, actor: world.customer };
  },
  'request.submit_refresh': async (world) => {
    const { id } = await createSandbox(world, 'ready', 'snapshot');
    return { input: { sandboxId: id, purpose: 'Prices have changed.' }, actor: world.customer };
  },
  'copy.activate': async (world) => ({
    input: typed(await createCopy(world, 'waiting')),
    actor: world.customer,
  }),
  'copy.discard': async (world) => ({
    input: typed(await createCopy(world, 'waiting')),
    actor: world.customer,
  }),
  'copy.roll_back': async (world) => ({
    input: typed(await createCopy(world, 'kept')),
    actor: world.customer,
  }),
  'request.repeat_build': async (world) => ({
    input: { sandboxId: (await createSignedSandbox(world, 2)).id },
    actor: world.customer,
  }),
  'copy.rebuild': async (world) => ({
    input: { copyId: (await createCopy(world, 'failed')).id },
    actor: world.customer,
  }),
  'copy.complete_build': async (world) => ({
    input: await built(await runningOn(world, 'build', 'building')),
    actor: worker,
  }),
  'copy.fail_build': async (world) => ({
    input: { ...(await runningOn(world, 'build', 'building')), ...failed },
    actor: worker,
  }),
  'copy.cancel_build': async (world) => ({
    input: await runningOn(world, 'build', 'building'),
    actor: worker,
  }),
  'copy.complete_seal': async (world) => ({
    input: await runningOn(world, 'seal_copy', 'kept'),
    actor: worker,
  }),
  'copy.complete_roll_back': async (world) => ({
    input: await runningOn(world, 'roll_back', 'kept'),
    actor: worker,
  }),
  'copy.complete_drop': async (world) => ({
    input: { ...(await runningOn(world, 'drop_copy', 'dropping')), parts: [], baselines: [] },
    actor: worker,
  }),
  'copy.fail_work': async (world) => {
    const { code, message, remedy } = failed;
    return {
      input: { ...(await runningOn(world, 'roll_back', 'kept')), code, message, remedy },
      actor: worker,
    };
  },
  'request.remind': async (world) => ({ input: await waitingFor(world, 2), actor: worker }),
  'request.escalate': async (world) => ({ input: await waitingFor(world, 4), actor: worker }),
  'request.lapse': async (world) => ({ input: await waitingFor(world, 40), actor: worker }),
  'copy.remind': async (world) => ({
    input: { copyId: (await createCopy(world, 'waiting')).id },
    actor: worker,
  }),
  'copy.expire': async (world) => ({
    input: { copyId: (await createCopy(world, 'waiting', { decideBy: new Date(0) })).id },
    actor: worker,
  }),
  'copy.resume_work': async (world) => ({
    input: { copyId: (await createCopy(world, 'kept', { sealedAt: null })).id },
    actor: worker,
  }),
  'product.register': async (world) => ({ input: sampleProduct, actor: world.admin }),
  'product.register_tenant': async (world) => {
    const organization = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
    const input = { productSlug: world.product.slug, organizationSlug: organization.slug, schema: 'another' };
    return { input, actor: world.admin };
  },
  'product.import_seed_set': async (world) => ({
    input: {
      productSlug: world.product.slug,
      manifest: {
        name: 'few',
        version: 1,
        title: 'Few',
        description: 'Few rows.',
        tables: [{ table: 'parts', rows: 1 }],
      },
      tables: [{ table: 'parts', columns: ['id'], rows: 1, csv: 'H4sIAAAAAAAA' }],
    },
    actor: world.admin,
  }),
  'scrub_plan.classify': async (world) => ({
    input: { tenantId: (await createTenant(world)).id },
    actor: world.support,
  }),
  'scrub_plan.store_proposal': async (world) => {
    const reading = await createReading((await createTenant(world)).id);
    return { input: { readingId: reading.id, proposal: samplePlan() }, actor: worker };
  },
  'scrub_plan.fail_reading': async (world) => {
    const reading = await createReading((await createTenant(world)).id);
    return { input: { readingId: reading.id, message: 'It did not answer.' }, actor: worker };
  },
  'scrub_plan.store_check': async (world) => {
    const version = await createPlanVersion((await createTenant(world)).id);
    return { input: { planVersionId: version.id, refusals: [], warnings: [], samples: {} }, actor: worker };
  },
  'scrub_plan.decide_columns': async (world) => {
    const { tenantId, version } = await createPlanVersion((await createTenant(world)).id);
    const columns = [{ table: 'cascade.users', column: 'email' }];
    const decision = { class: 'direct.mail', mask: { name: 'mail' }, reason: 'It is a mail address.' };
    return { input: { tenantId, version, columns, ...decision }, actor: world.compliance };
  },
  'scrub_plan.decide_scopes': async (world) => {
    const tenant = await createKeyedTenant(world);
    const { tenantId, version } = await createPlanVersion(tenant.id, 1, keyedPlan());
    const decision = { tables: ['cascade.users'], rows: 'reference', reason: 'Every tenant has them alike.' };
    return { input: { tenantId, version, ...decision }, actor: world.compliance };
  },
  'scrub_plan.decide_structure': async (world) => {
    const { tenantId, version } = await createPlanVersion((await createTenant(world)).id);
    const place = 'comment on table cascade.users';
    return {
      input: { tenantId, version, place, decision: 'drop', reason: 'Names somebody.' },
      actor: world.support,
    };
  },
  'scrub_plan.undo': async (world) => {
    const tenant = await createTenant(world);
    await createPlanVersion(tenant.id);
    const { tenantId, version } = await createPlanVersion(tenant.id, 2);
    return { input: { tenantId, version, reason: 'It was a mistake.' }, actor: world.support };
  },
  'scrub_plan.check': async (world) => {
    const { tenantId, version } = await createPlanVersion((await createTenant(world)).id);
    return { input: { tenantId, version }, actor: world.compliance };
  },
  'scrub_plan.fail_check': async (world) => {
    const version = await createPlanVersion((await createTenant(world)).id);
    return { input: { planVersionId: version.id, message: 'It did not answer.' }, actor: worker };
  },
  'scrub_plan.import': async (world) => ({
    input: {
      tenantId: (await createTenant(world)).id,
      version: 0,
      reason: 'Decided elsewhere.',
      document: JSON.stringify(samplePlan()),
    },
    actor: world.support,
  }),
  'api_key.create': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    return { input: { sandboxId: sandbox.id, label: 'CI', hash: hashOf(sandbox.id) }, actor: world.customer };
  },
  'api_key.revoke': async (world) => {
    const sandbox = await createSandbox(world, 'ready');
    const key = await db().apiKey.create({
      data: {
        id: createId(),
        sandboxId: sandbox.id,
        label: 'CI',
        hash: hashOf(sandbox.id),
        fingerprint: 'f',
        createdById: world.customer.id,
      },
    });
    return { input: { apiKeyId: key.id }, actor: world.customer };
  },
  ...noticeScenarios,
  ...houseScenarios,
};

/** The same, each on a desk that takes new requests and has an old policy, whatever the one before left. */
export const scenarios: Record<string, Scenario> = Object.fromEntries(
  Object.entries(each).map(([name, prepare]) => [
    name,
    async (world: World) => {
      await db().filingStop.updateMany({ where: { endedAt: null }, data: { endedAt: new Date() } });
      await db().policyVersion.updateMany({ data: { savedAt: new Date(0) } });
      return prepare(world);
    },
  ]),
);

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

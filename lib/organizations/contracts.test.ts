import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { can, permissions } from '../access/permissions';
import { ask } from '../command/query';
import { run, runOrThrow } from '../command/run';
import { db } from '../db/client';
import { transaction } from '../db/transaction';
import { findApprovalReasons } from '../requests/find-approval-reasons';
import { submitRequest } from '../requests/submit-request';
import { approveRequest } from '../reviews/approve-request';
import { useControlDatabase } from '../testing/database';
import { createRequest } from '../testing/requests';
import { createPerson, createWorld, sampleContent, type World } from '../testing/world';
import { demandReview } from './demand-review';
import { getOrganization } from './get-organization';
import { listOrganizations } from './list-organizations';
import { waiveReview } from './waive-review';

const reason = 'As § 4 of the amendment of May says.';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});
beforeEach(() => db().organization.updateMany({ data: { contractDemandsReview: false } }));

const input = (organizationId = world.acme.id) => ({ organizationId, reason });
const demand = () => runOrThrow(demandReview, input(), world.compliance);
const waive = () => runOrThrow(waiveReview, input(), world.compliance);
const look = () => ask(getOrganization, { organizationId: world.acme.id }, world.compliance);
const impact = async () => (await look()).impact;
const stateOf = async (id: string) => (await db().request.findUniqueOrThrow({ where: { id } })).state;

async function file(shape: 'blank' | 'seeded') {
  const content = { ...sampleContent(), shape, ...(shape === 'blank' ? { seedSetName: undefined } : {}) };
  const { id } = await runOrThrow(
    submitRequest,
    { ...content, tenantId: world.acme.tenantId },
    world.customer,
  );
  return id;
}

/** Support approves what it sees; returns where the request is then. */
async function approve(requestId: string) {
  const { version } = await db().request.findUniqueOrThrow({ where: { id: requestId } });
  await runOrThrow(approveRequest, { requestId, version }, world.support);
  return stateOf(requestId);
}

describe('a contract that demands the review', () => {
  test.each(['blank', 'seeded'] as const)(
    'sends a %s request that is filed later to compliance',
    async (shape) => {
      const before = await file(shape);
      await demand();
      const after = await file(shape);
      expect(await stateOf(before), 'what was approved stays approved').toBe('approved');
      expect(await stateOf(after)).toBe('awaiting_support');
      expect(await approve(after)).toBe('awaiting_compliance');
    },
  );

  test('reaches a request that was filed before and that support has yet to approve', async () => {
    const { id } = await createRequest(world, 'awaiting_support');
    await demand();
    expect(await approve(id)).toBe('awaiting_compliance');
  });

  test('once waived, sends nothing more to compliance, and what waits there goes on waiting', async () => {
    await demand();
    const [waiting, undecided] = [await file('blank'), await file('blank')];
    await approve(waiting);
    await waive();
    expect(await stateOf(waiting)).toBe('awaiting_compliance');
    expect(await approve(undecided)).toBe('approved');
    expect(await stateOf(await file('blank'))).toBe('approved');
  });

  test('is no matter of another organization', async () => {
    await demand();
    const neighbour = await ask(getOrganization, { organizationId: world.borealis.id }, world.admin);
    expect(neighbour.contractDemandsReview).toBe(false);
  });
});

test('the impact that is shown is what the audit tells afterwards', async () => {
  const before = await impact();
  await createRequest(world, 'awaiting_support');
  await createRequest(world, 'awaiting_customer');
  await createRequest(world, 'awaiting_compliance');
  await createRequest(world, 'declined');
  const snapshot = await createRequest(world, 'awaiting_support');
  await db().request.update({ where: { id: snapshot.id }, data: { shape: 'snapshot', seedSetName: null } });
  const after = await impact();
  const { beforeApproval, awaitingSignature } = after;
  expect(after).toEqual({
    ...before,
    beforeApproval: before.beforeApproval + 2,
    awaitingSignature: before.awaitingSignature + 1,
  });
  await demand();
  const event = await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  expect(event).toMatchObject({
    event: 'organization.review_demanded',
    subjectId: world.acme.id,
    organizationId: world.acme.id,
    details: { reason, beforeApproval, awaitingSignature },
  });
  const { lastAmendment } = await look();
  expect(lastAmendment).toMatchObject({ by: world.compliance.name, reason });
});

describe('two at once', () => {
  test('of twenty who demand it one succeeds, and the others are told who it was', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        run(demandReview, input(), index % 2 ? world.admin : world.compliance),
      ),
    );
    const lost = results.flatMap((result) => (result.ok ? [] : [result.error]));
    expect(lost.length).toBe(19);
    const { actorName } = await db().auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    const message = `The contract of Acme demands the review already: ${actorName} changed it.`;
    for (const error of lost) expect(error).toMatchObject({ code: 'state_conflict', message });
  });

  test('a change waits for a decision that has read the contract, and counts what it left', async () => {
    const { id } = await createRequest(world, 'awaiting_support');
    const { beforeApproval } = await impact();
    const { changing, finished } = await transaction(async (tx) => {
      await findApprovalReasons(tx, world.acme.id, { shape: 'blank', durationDays: 1, features: [] });
      await tx.request.update({ where: { id }, data: { state: 'approved' } });
      const changing = demand();
      const finished = await Promise.race([changing, wait(500, null)]);
      return { changing, finished };
    });
    expect(finished, 'it waits for the commit').toBeNull();
    expect(await changing).toMatchObject({ beforeApproval: beforeApproval - 1 });
  });
});

describe('who may', () => {
  test('whoever approves requests cannot take the second signature away', () => {
    const waivers = permissions['organization:waive_review'];
    expect(waivers).toEqual(['compliance']);
    expect(can(world.compliance, 'request:decide')).toBe(false);
  });

  test('the house reads the list; a customer does not', async () => {
    for (const actor of [world.support, world.compliance, world.admin])
      await expect(ask(listOrganizations, {}, actor)).resolves.toBeTruthy();
    const refused = { code: 'forbidden' };
    const { organizationId } = input();
    await expect(ask(listOrganizations, {}, world.customer)).rejects.toMatchObject(refused);
    await expect(ask(getOrganization, { organizationId }, world.customer)).rejects.toMatchObject(refused);
  });
});

test.each(['', '   ', 'too short', 'a\u0000bcdefghijk', 'x'.repeat(501), '\ud800 is no text at all'])(
  'the reason %j is refused at its field, and nothing changes',
  async (text) => {
    for (const command of [demandReview, waiveReview]) {
      const result = await run(command, { ...input(), reason: text }, world.compliance);
      expect(result.ok ? {} : result.error.fields).toHaveProperty('reason');
    }
    expect(await db().organization.count({ where: { contractDemandsReview: true } })).toBe(0);
  },
);

test('an organization that does not exist has no contract to change', async () => {
  for (const organizationId of ['', '\u0000', 'nobody', "' OR 1=1"]) {
    const result = await run(demandReview, input(organizationId), world.compliance);
    expect(result.ok ? 'done' : result.error.code).toMatch(/^(not_found|invalid_input)$/);
  }
});

describe('listing', () => {
  const find = async (search: Record<string, unknown>) =>
    (await ask(listOrganizations, search, world.support)).rows;

  test('tells plan, people who may sign in and the contract, by words and by contract', async () => {
    await demand();
    const gone = await createPerson('customer', world.acme.id);
    await db().person.update({ where: { id: gone.id }, data: { disabledAt: new Date() } });
    const [acme, ...others] = await find({ review: 'demanded' });
    expect(others).toEqual([]);
    expect(acme).toMatchObject({ id: world.acme.id, people: 2, contractDemandsReview: true });
    expect((await find({ review: 'not_demanded' })).map(({ id }) => id)).toEqual([world.borealis.id]);
    expect((await find({ text: 'BOREAL' })).map(({ id }) => id)).toEqual([world.borealis.id]);
    expect(await find({ text: '%' }), 'a wildcard is a character').toEqual([]);
    expect(await find({ text: 'a\u0000', review: 'maybe', page: 'x' })).toHaveLength(2);
  });

  test('shows twenty-five a page, each organization on one page', async () => {
    const { subscriptionId } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
    await db().organization.createMany({
      data: Array.from({ length: 30 }, (_, at) => ({
        id: `many${at}`,
        slug: `many${at}`,
        name: 'Same',
        subscriptionId,
      })),
    });
    const first = await ask(listOrganizations, {}, world.support);
    const second = await ask(listOrganizations, { cursor: first.next }, world.support);
    expect([first, second].map(({ rows }) => rows.length)).toEqual([25, 7]);
    expect(new Set([first, second].flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(32);
  });
});

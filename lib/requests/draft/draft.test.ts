import { beforeEach, describe, expect, test } from 'vitest';
import type { PersonActor } from '../../access/actor';
import { ask } from '../../command/query';
import { run, runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { useControlDatabase } from '../../testing/database';
import { createWorld, sampleContent, type World } from '../../testing/world';
import { submitRequest } from '../submit-request';
import { discardDraft } from './discard-draft';
import { findDraft } from './find-draft';
import { saveDraft } from './save-draft';

useControlDatabase();
let world: World;
beforeEach(async () => {
  world = await createWorld();
});

/** A save from one tab; each tab goes on from the version that it was told last. */
function tab(writer: string, actor: PersonActor = world.customer, organizationId = world.acme.id) {
  let basedOn = 0;
  return {
    opensAt: (version: number) => {
      basedOn = version;
    },
    save: async (integration: string) => {
      const saved = await run(saveDraft, { organizationId, basedOn, writer, values: { integration } }, actor);
      if (saved.ok) basedOn = saved.value.version;
      return saved.ok ? saved.value.version : saved.error.code;
    },
  };
}

const kept = async (actor: PersonActor = world.customer) =>
  (await ask(findDraft, { organizationId: world.acme.id }, actor))?.values;

describe('two tabs of one draft', () => {
  test('the later save is told, and changes nothing until its person has chosen', async () => {
    const [first, second] = [tab('first'), tab('second')];
    expect(await first.save('one')).toBe(1);
    expect(await second.save('two')).toBe('state_conflict');
    expect(await kept()).toEqual({ integration: 'one' });
    second.opensAt(1);
    expect(await second.save('two, chosen')).toBe(2);
    expect(await first.save('one, on the old version')).toBe('state_conflict');
    expect(await kept()).toEqual({ integration: 'two, chosen' });
  });

  test('of twenty that begin at once, one does', async () => {
    const saves = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tab(`tab-${index}`).save(`text ${index}`)),
    );
    expect(saves.filter((each) => each === 1)).toHaveLength(1);
    expect(saves.filter((each) => each === 'state_conflict')).toHaveLength(19);
  });

  test('one tab saves over its own text, though the answer to the save before never came', async () => {
    const reloaded = tab('first');
    expect(await tab('first').save('before the reload')).toBe(1);
    expect(await reloaded.save('typed while that was on its way')).toBe(2);
  });

  test('a draft that was filed or thrown away meanwhile begins anew', async () => {
    const [first, second] = [tab('first'), tab('second')];
    await first.save('one');
    second.opensAt(1);
    await runOrThrow(discardDraft, { organizationId: world.acme.id }, world.customer);
    expect(await second.save('still typed here')).toBe(2);
  });
});

test('a draft is one event of the audit, however often it is saved, and another one once it begins anew', async () => {
  const events = async () => {
    const rows = await db().auditEvent.findMany({
      where: { subjectId: world.customer.id },
      orderBy: { seq: 'asc' },
    });
    return rows.map(({ event, organizationId }) => [event, organizationId]);
  };
  const writing = tab('first');
  for (const text of ['a', 'ab', 'abc']) await writing.save(text);
  expect(await tab('second').save('refused')).toBe('state_conflict');
  const begun = ['request.draft_begun', world.acme.id];
  expect(await events()).toEqual([begun]);
  const discard = () => runOrThrow(discardDraft, { organizationId: world.acme.id }, world.customer);
  expect([(await discard()).discarded, (await discard()).discarded]).toEqual([1, 0]);
  for (const text of ['b', 'bc']) await writing.save(text);
  expect(await events()).toEqual([begun, ['request.draft_discarded', null], begun]);
});

describe('one draft for each customer', () => {
  test('support begins for one and goes on for another; filing ends that one alone', async () => {
    await tab('a', world.support, world.acme.id).save('for Acme');
    await tab('b', world.support, world.borealis.id).save('for Borealis');
    expect(await kept(world.support)).toEqual({ integration: 'for Acme' });
    expect((await ask(findDraft, {}, world.support))?.organizationId).toBe(world.borealis.id);
    await runOrThrow(
      submitRequest,
      { ...sampleContent(), tenantId: world.borealis.tenantId, requesterId: world.neighbour.id },
      world.support,
    );
    expect((await ask(findDraft, {}, world.support))?.organizationId).toBe(world.acme.id);
  });

  test('nobody saves for a customer that they do not know of, or reads another person’s', async () => {
    expect(await tab('a', world.customer, world.borealis.id).save('x')).toBe('not_found');
    expect(await tab('a', world.support, 'nobody').save('x')).toBe('not_found');
    await tab('a').save('mine');
    expect(await kept(world.colleague)).toBeUndefined();
    expect(await kept(world.support)).toBeUndefined();
  });

  test('fifty customers at most', async () => {
    const { subscriptionId } = await db().organization.findUniqueOrThrow({ where: { id: world.acme.id } });
    const ids = Array.from({ length: 50 }, (_, index) => `${world.acme.id.slice(0, 10)}-${index}`);
    await db().organization.createMany({
      data: ids.map((id) => ({ id, slug: id, name: id, subscriptionId })),
    });
    await db().requestDraft.createMany({
      data: ids.map((organizationId) => ({ personId: world.support.id, organizationId, values: {} })),
    });
    expect(await tab('a', world.support).save('one more')).toBe('state_conflict');
    expect(await kept(world.support)).toBeUndefined();
  });
});

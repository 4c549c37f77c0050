import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { createId } from '../../ids';
import { useControlDatabase } from '../../testing/database';
import { createCopy } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { countParts, endParts, sandboxParts } from './sandbox-parts';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** Models with a field of the type Sandbox, and what they call it. */
function modelsOfSandboxes(schema: string): string[] {
  return schema
    .split(/^model /m)
    .slice(1)
    .filter((text) => /^ {2}\w+ +Sandbox\?? .*@relation\(.*fields:/m.test(text))
    .map((text) => /^\w+/.exec(text)?.[0] ?? '');
}

test('every model that belongs to a sandbox is a part of it', () => {
  const models = modelsOfSandboxes(readFileSync('prisma/schema.prisma', 'utf8'));
  expect(models.length).toBeGreaterThan(5);
  const named: string[] = Object.values(sandboxParts).map(({ model }) => model);
  expect(models.filter((model) => !named.includes(model))).toEqual([]);
});

test('a model with such a field is found', () => {
  const schema =
    'model Mail {\n  id String @id\n  sandbox Sandbox @relation(fields: [sandboxId], references: [id])\n}\n';
  expect(modelsOfSandboxes(schema)).toEqual(['Mail']);
});

test('what ends with a sandbox is counted before, and nothing of it afterwards', async () => {
  const { sandboxId, sandbox } = await createCopy(world, 'kept');
  const kept = await db().sandboxCopy.findFirstOrThrow({ where: { sandboxId, state: 'kept' } });
  const place = { database: `sb_${kept.id}_1_base`, role: 'sbr_x', fingerprint: 'f' };
  await db().baseline.create({ data: { id: createId(), sandboxId, copyId: kept.id, ...place } });
  const template = `sbt_${'0'.repeat(32)}`;
  await db().clusterObject.create({ data: { kind: 'database', name: template, attempt: 1 } });
  await db().templateUse.create({ data: { template, copyId: kept.id } });
  await db().keyMisfire.create({
    data: { sandboxId, fingerprint: 'f', kind: 'production_key', count: 1, lastAt: new Date() },
  });
  await db().sandboxActivity.create({ data: { sandboxId, lastSeenAt: new Date() } });
  await db().activityYear.create({ data: { sandboxId, year: 2026 } });
  await db().apiKey.create({
    data: {
      id: createId(),
      sandboxId,
      hash: createId(),
      fingerprint: createId(),
      label: 'CI',
      createdById: world.customer.id,
    },
  });
  expect(await countParts(db(), sandbox.id)).toMatchObject({
    copies: 2,
    baselines: 1,
    keys: 1,
    people: 1,
    misfires: 1,
    templates: 1,
    activity: 1,
    activityYears: 1,
  });
  await transaction(async (tx) => {
    const now = await databaseNow(tx);
    const atOnce = await endParts(tx, { sandboxId, when: 'at_once', now });
    expect(atOnce).toEqual({ copies: 2, keys: 1, people: 1 });
    expect(await endParts(tx, { sandboxId, when: 'with_last', now })).toEqual({
      baselines: 1,
      misfires: 1,
      templates: 1,
      activity: 1,
      activityYears: 1,
    });
    await tx.clusterObject.updateMany({ data: { goneAt: now } });
  });
  expect(await countParts(db(), sandboxId)).toEqual({
    copies: 0,
    baselines: 0,
    keys: 0,
    people: 0,
    misfires: 0,
    templates: 0,
    activity: 0,
    activityYears: 0,
  });
});

import { db } from '../../../db/client';
import { createId } from '../../../ids';
import { asSuperuser } from '../../../testing/database';
import { createRequest } from '../../../testing/requests';
import type { World } from '../../../testing/world';
import { type EndingName, endingParts } from '../../parts/sandbox-parts';

/** The sandbox of which something is left behind. */
export type Left = { world: World; sandboxId: string; copyId: string };

/**
 * Leaves one part behind, and returns what it is called where it is found. `take` takes it away again.
 */
export type LeaveBehind = (left: Left) => Promise<{ name: string; take: () => Promise<void> }>;

/** Made by the superuser, so that whoever drops for sandboxes may not. */
const database =
  (nameOf: (left: Left) => string): LeaveBehind =>
  async (left) => {
    const name = nameOf(left);
    await asSuperuser(`CREATE DATABASE "${name}" STRATEGY file_copy`);
    return { name, take: async () => void (await asSuperuser(`DROP DATABASE "${name}"`)) };
  };

const ownTemplate = () =>
  `sbt_${createId()
    .padEnd(32, '0')
    .replace(/[^0-9a-f]/g, 'a')
    .slice(0, 32)}`;

const template: LeaveBehind = async (left) => {
  const name = ownTemplate();
  await db().clusterObject.create({ data: { kind: 'database', name, attempt: 1 } });
  await db().templateUse.create({ data: { template: name, copyId: left.copyId } });
  return database(() => name)(left);
};

/** What can be left on the cluster, by what it is. */
export const onCluster: Record<string, LeaveBehind> = {
  'a database': database(({ copyId }) => `sb_${copyId}`),
  'a database of another attempt': database(({ copyId }) => `sb_${copyId}_7`),
  'a sealed baseline': database(({ copyId }) => `sb_${copyId}_7_base`),
  'a golden template of its own': template,
  'a role': async ({ copyId }) => {
    const name = `sbr_${copyId}_7`;
    await asSuperuser(`CREATE ROLE ${name}`);
    return { name, take: async () => void (await asSuperuser(`DROP ROLE ${name}`)) };
  },
};

/** Rows of each part that ends with a sandbox, in force. A part that is new needs a line here. */
const rows: Record<EndingName, (left: Left) => Promise<unknown>> = {
  copies: async ({ world, sandboxId }) =>
    db().sandboxCopy.create({
      data: {
        id: createId(),
        sandboxId,
        requestId: (await createRequest(world, 'approved')).id,
        origin: 'production',
        handOver: 'on_decision',
        state: 'kept',
      },
    }),
  baselines: ({ sandboxId, copyId }) => {
    const place = { database: `sb_${copyId}_1_base`, role: `sbr_${copyId}_1`, fingerprint: 'f' };
    return db().baseline.create({ data: { id: createId(), sandboxId, copyId, ...place } });
  },
  templates: async ({ copyId }) => {
    const name = ownTemplate();
    await db().clusterObject.create({ data: { kind: 'database', name, attempt: 1 } });
    await db().templateUse.create({ data: { template: name, copyId } });
    await hold('ClusterObject');
  },
  keys: ({ world, sandboxId }) =>
    db().apiKey.create({
      data: {
        id: createId(),
        sandboxId,
        hash: createId(),
        fingerprint: createId(),
        label: 'CI',
        createdById: world.customer.id,
      },
    }),
  people: ({ sandboxId }) =>
    db().sandboxPerson.create({
      data: {
        id: createId(),
        sandboxId,
        kind: 'service_account',
        name: 'nightly',
        key: createId(),
        reason: 'Imports.',
        since: new Date(),
      },
    }),
  misfires: ({ sandboxId }) =>
    db().keyMisfire.create({ data: { sandboxId, fingerprint: createId(), kind: 'production_key' } }),
  activity: ({ sandboxId }) => db().sandboxActivity.create({ data: { sandboxId, lastSeenAt: new Date() } }),
  activityYears: ({ sandboxId }) => db().activityYear.create({ data: { sandboxId, year: 2026 } }),
};

/** Each part's rows left in force: added after those that end at once did, or held where they end with the last database. */
export const inRows = (Object.keys(rows) as EndingName[]).map((part): [EndingName, LeaveBehind] => [
  part,
  async (left) => {
    const { model, ends, title } = endingParts[part];
    await rows[part](left);
    if (ends === 'with_last') await hold(model);
    const take = async () => {
      await letGo();
      if (part === 'copies')
        await db().sandboxCopy.deleteMany({ where: { sandboxId: left.sandboxId, state: 'kept' } });
      if (part === 'keys') await db().apiKey.updateMany({ data: { revokedAt: new Date() } });
      if (part === 'people') await db().sandboxPerson.updateMany({ data: { removedAt: new Date() } });
    };
    return { name: title[1], take };
  },
]);

const held = new Set<string>();

/** Whatever changes or removes a row of this table finds that nothing happened. */
async function hold(model: string): Promise<void> {
  held.add(model);
  await db().$executeRawUnsafe(
    `CREATE OR REPLACE FUNCTION leave_behind() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  );
  await db().$executeRawUnsafe(
    `CREATE OR REPLACE TRIGGER leave_behind BEFORE UPDATE OR DELETE ON "${model}" FOR EACH ROW EXECUTE FUNCTION leave_behind()`,
  );
}

async function letGo(): Promise<void> {
  for (const model of held) await db().$executeRawUnsafe(`DROP TRIGGER leave_behind ON "${model}"`);
  held.clear();
}

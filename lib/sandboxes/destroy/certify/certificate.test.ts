import { beforeAll, expect, test } from 'vitest';
import { appendEvent } from '../../../audit/append-event';
import {
  checkDestruction,
  checkDestructionAtDesk,
  readDestruction,
} from '../../../certificates/destruction/check-destruction';
import { getDestructionCertificate } from '../../../certificates/destruction/get-destruction-certificate';
import { ask } from '../../../command/query';
import { db } from '../../../db/client';
import { databaseNow, transaction } from '../../../db/transaction';
import { configure } from '../../../env';
import { createId } from '../../../ids';
import { bootstrapCluster } from '../../../provisioning';
import { asSuperuser, clusterSuperuserUrl, useControlDatabase } from '../../../testing/database';
import { provisioner, reader, signedInAs } from '../../../testing/production';
import { createOperation, createSandbox } from '../../../testing/requests';
import { workOn } from '../../../testing/work-on';
import { createWorld, type World } from '../../../testing/world';
import { clusterLedger } from '../../cluster/cluster-ledger';
import { endParts } from '../../parts/sandbox-parts';
import { inRows, type Left, onCluster } from './left-behind.fixture';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
  await bootstrapCluster({ superuserUrl: clusterSuperuserUrl(), provisioner, reader });
  configure({ CLUSTER_URL: signedInAs(provisioner, clusterSuperuserUrl()), BACKUPS_KEPT_DAYS: '' });
});

/** A sandbox that is being destroyed, with a database and a role that are on the cluster and in the ledger. */
async function beingDestroyed(): Promise<Left> {
  const { id: sandboxId, copyId } = await createSandbox(world, 'destroying');
  await db().sandbox.update({ where: { id: sandboxId }, data: { destroyedById: world.customer.id } });
  await transaction(async (tx) => endParts(tx, { sandboxId, when: 'at_once', now: await databaseNow(tx) }));
  const place = { database: `sb_${copyId}_1`, role: `sbr_${copyId}_1` };
  for (const kind of ['database', 'role'] as const)
    await clusterLedger.intend({ kind, name: place[kind], copyId, attempt: 1 });
  const cluster = signedInAs(provisioner, clusterSuperuserUrl());
  const { withConnection } = await import('../../../provisioning/connect');
  await withConnection(cluster, { side: 'target', applicationName: 'test' }, async (client) => {
    await client.query(`CREATE ROLE ${place.role}`);
    await client.query(`CREATE DATABASE ${place.database} STRATEGY file_copy`);
  });
  await db().sandboxCopy.update({ where: { id: copyId }, data: place });
  return { world, sandboxId, copyId };
}

/** Carries the destruction out as a worker does at its last attempt, and tells how that ended. */
async function destroy({ sandboxId }: Left) {
  const { id } = await createOperation(sandboxId, 'destroy', 'queued');
  await db().operation.update({ where: { id }, data: { attempt: 4 } });
  await workOn(id);
  const { state, failureMessage } = await db().operation.findUniqueOrThrow({ where: { id } });
  const certificate = await db().destructionCertificate.findUnique({ where: { sandboxId } });
  const sandbox = await db().sandbox.findUniqueOrThrow({ where: { id: sandboxId } });
  return { state, failureMessage, certificate, sandbox };
}

const cases = [...Object.entries(onCluster), ...inRows];

test.each(cases)(
  'with %s left behind there is no certificate, and the names are told',
  async (_what, leave) => {
    const left = await beingDestroyed();
    const { name, take } = await leave(left);
    const refused = await destroy(left);
    expect(refused).toMatchObject({ state: 'failed', certificate: null, sandbox: { state: 'destroying' } });
    expect(refused.failureMessage).toContain(name);
    await take();
    const ended = await destroy(left);
    expect(ended).toMatchObject({ state: 'succeeded', sandbox: { state: 'destroyed' } });
    expect(ended.certificate).not.toBeNull();
  },
);

test('the certificate names every part with its looks, by ids alone, and is in the chain of the audit', async () => {
  const left = await beingDestroyed();
  const { slug } = await db().sandbox.findUniqueOrThrow({ where: { id: left.sandboxId } });
  const tell = (event: string, reason: string | null) =>
    transaction(async (tx) => {
      const subject = { type: 'sandbox', id: left.sandboxId };
      const entry = { event, subject, organizationId: world.acme.id, details: { reason } };
      await appendEvent(tx, world.customer, entry, await databaseNow(tx));
    });
  await tell('sandbox.retired', 'Too early.');
  await tell('sandbox.restore_requested', null);
  await tell('sandbox.retired', `Ask ada@acme.example why ${slug} is over.`);
  await tell('sandbox.destroy_requested', 'Its days were over.');
  const { sandbox, certificate } = await destroy(left);
  const id = certificate?.id ?? '';
  const shown = await ask(getDestructionCertificate, { id }, world.customer);
  expect(shown.authenticity.state).toBe('recorded');
  expect(shown.destroyedBy).toBe(world.customer.name);
  const { document } = shown;
  expect(document.parts.map(({ kind, name }) => [kind, name])).toEqual(
    expect.arrayContaining([
      ['database', `sb_${left.copyId}_1`],
      ['role', `sbr_${left.copyId}_1`],
      ['rows', 'API keys'],
    ]),
  );
  const database = document.parts.find(({ kind }) => kind === 'database');
  expect(database?.oids).toHaveLength(1);
  expect(database?.looks.map(({ result }) => result)).toEqual(Array(5).fill('gone'));
  expect(document.summary.notLookedAt).toBe(0);
  expect(document.backups).toMatchObject({ keptDays: null, until: null });
  expect(document.backups.statement).toMatch(/^Unknown/);
  const text = JSON.stringify(document);
  for (const name of [sandbox.slug, world.customer.name, '@']) expect(text).not.toContain(name);
  expect(document.destroyed).toMatchObject({
    by: world.customer.id,
    reason: 'Ask [address] why [the sandbox] is over. Its days were over.',
  });

  const file = readDestruction(JSON.parse(text));
  if (!file) throw new Error('the file is none');
  const checks = [...checkDestruction(file), ...(await checkDestructionAtDesk(file))];
  expect(checks.filter(({ holds }) => holds === false)).toEqual([]);
  expect(checks.filter(({ holds }) => holds === null)).toHaveLength(1);
  const forged = { ...file, destroyed: { ...file.destroyed, by: null } };
  expect(checkDestruction(forged)[0]?.holds).toBe(false);
  expect((await checkDestructionAtDesk(forged)).map(({ holds }) => holds)).toEqual([true, false, true]);
});

test('a certificate is not changed, and another organization knows of none', async () => {
  const { certificate } = await destroy(await beingDestroyed());
  const where = { id: certificate?.id ?? '' };
  await expect(db().destructionCertificate.update({ where, data: { hash: 'x' } })).rejects.toThrow(
    /is not changed/,
  );
  await expect(db().destructionCertificate.delete({ where })).rejects.toThrow(/is not changed/);
  await expect(ask(getDestructionCertificate, where, world.neighbour)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('what an earlier release dropped has no OID, and each look by it says so; backups get the date of the setting', async () => {
  configure({ BACKUPS_KEPT_DAYS: '35' });
  const left = await beingDestroyed();
  const earlier = `sb_${left.copyId}_3`;
  const goneAt = new Date();
  await db().clusterObject.create({
    data: { kind: 'database', name: earlier, copyId: left.copyId, attempt: 3, goneAt },
  });
  const { certificate } = await destroy(left);
  configure({ BACKUPS_KEPT_DAYS: '' });
  const document = readDestruction(certificate?.document);
  const part = document?.parts.find(({ name }) => name === earlier);
  expect(part?.looks.filter(({ result }) => result === 'not_looked_at')).toHaveLength(3);
  expect(document?.summary.notLookedAt).toBe(3);
  const until = new Date(document?.backups.until ?? 0).getTime();
  expect(until - new Date(document?.destroyed.at ?? 0).getTime()).toBe(35 * 86_400_000);
});

test('a template that another sandbox is made from stays, and goes with the last one', async () => {
  const [first, second] = [await beingDestroyed(), await beingDestroyed()];
  const template = `sbt_${createId()
    .replace(/[^0-9a-f]/g, 'b')
    .padEnd(32, '0')
    .slice(0, 32)}`;
  await asSuperuser(`CREATE DATABASE ${template} OWNER ${provisioner.name} STRATEGY file_copy`);
  await clusterLedger.intend({ kind: 'database', name: template, copyId: null, attempt: 1 });
  for (const { copyId } of [first, second]) await clusterLedger.uses(template, copyId);
  const there = async () =>
    (await asSuperuser('SELECT FROM pg_database WHERE datname = $1', [template])).length === 1;
  await destroy(first);
  expect(await there()).toBe(true);
  const { certificate } = await destroy(second);
  expect(await there()).toBe(false);
  const kinds = readDestruction(certificate?.document)?.parts.map(({ kind }) => kind);
  expect(kinds).toContain('template');
});

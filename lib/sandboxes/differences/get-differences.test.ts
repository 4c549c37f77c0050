import { beforeAll, expect, test } from 'vitest';
import { systemActor } from '../../access/actor';
import type { Certificate } from '../../certificate-format/certificate';
import { ask } from '../../command/query';
import { runOrThrow } from '../../command/run';
import { db } from '../../db/client';
import { toJson } from '../../db/to-json';
import { configure } from '../../env';
import { createId } from '../../ids';
import { useControlDatabase } from '../../testing/database';
import { createCopy, createSandbox } from '../../testing/requests';
import { createClone } from '../../testing/resets';
import { createWorld, type World } from '../../testing/world';
import { completeBuild } from '../build/complete-build';
import { getDifferences } from './get-differences';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld();
  configure({ CALLS_PER_MINUTE: '120' });
  const definition = {
    ...((await db().product.findUniqueOrThrow({ where: { id: world.product.id } })).definition as object),
    referenceTables: ['units'],
    configuration: { modules: ['modules'], branding: ['branding'] },
  };
  await db().product.update({ where: { id: world.product.id }, data: { definition } });
});

const proof: Certificate = {
  formatVersion: 1,
  manifest: '',
  plan: '',
  structure: {},
  result: 'r',
  passed: true,
  failures: [],
  comparedWith: 'snapshot',
  sourceTime: '',
  tables: [{ table: 'app.sessions', sourceRows: 5, targetRows: 0, passed: true, columns: [] }],
  leftBehind: ['publication "all"'],
  findings: [],
  unvalidated: [],
  scanned: { columns: 0, sampled: [] },
  elapsedMs: 0,
};

test.each(['blank', 'seeded'] as const)(
  'what differs of a %s sandbox comes from its definition, request and settings',
  async (shape) => {
    const { id } = await createSandbox(world, 'ready', shape);
    await db().sandbox.update({
      where: { id },
      data: { configuration: ['branding'], features: ['bulk_import'] },
    });
    expect(await ask(getDifferences, { sandboxId: id }, world.customer)).toMatchObject({
      shape,
      referenceTables: ['units'],
      configuration: ['branding'],
      notConfigured: ['modules'],
      features: ['bulk_import'],
      proof: null,
      limits: { callsPerMinute: 120, temp_file_limit: '256MB' },
    });
  },
);

test('what differs of a snapshot is what the proof of the copy in use says, not that of another copy', async () => {
  const { sandbox, id: copyId, sandboxId } = await createCopy(world, 'waiting');
  const add = (ofCopy: string, table: string) =>
    db().certificate.create({
      data: {
        id: createId(),
        sandboxId,
        copyId: ofCopy,
        document: toJson({ ...proof, tables: proof.tables.map((each) => ({ ...each, table })) }),
        hash: createId(),
        passed: true,
      },
    });
  await add(copyId, 'app.other');
  await add(sandbox.copyId, 'app.sessions');
  const { proof: shown } = await ask(getDifferences, { sandboxId }, world.customer);
  expect(shown).toEqual({
    masked: [],
    empty: ['app.sessions'],
    inPart: [],
    leftBehind: ['publication "all"'],
    comments: 0,
    href: `/s/${sandbox.slug}/certificate?copy=${sandbox.copyId}`,
  });
  // A reset has the rows of the copy that its baseline was sealed of.
  const place = { database: `sb_${copyId}_1_base`, role: `sbr_${copyId}_1`, fingerprint: 'f' };
  const { id: baselineId } = await db().baseline.create({
    data: { id: createId(), sandboxId, copyId, ...place },
  });
  await db().sandboxCopy.update({ where: { id: sandbox.copyId }, data: { baselineId } });
  const { proof: ofReset } = await ask(getDifferences, { sandboxId }, world.customer);
  expect(ofReset?.empty).toEqual(['app.other']);
  await expect(ask(getDifferences, { sandboxId }, world.neighbour)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('what differs of a clone is what the proof of the copy says that it was made from', async () => {
  const { source, sandbox, reported } = await createClone(await createWorld({ quota: null }), 'now');
  const document = toJson(proof);
  const columns = { document, hash: createId(), passed: true };
  await db().certificate.create({
    data: { id: createId(), sandboxId: source.id, copyId: source.copyId, ...columns },
  });
  await runOrThrow(completeBuild, reported, systemActor('worker'));
  const shown = await ask(getDifferences, { sandboxId: sandbox.id }, world.support);
  expect(shown).toMatchObject({
    clonedFrom: { slug: source.slug, moment: 'now' },
    proof: {
      empty: ['app.sessions'],
      href: `/s/${source.slug}/certificate?copy=${source.copyId}`,
    },
  });
  expect(await ask(getDifferences, { sandboxId: source.id }, world.support)).toMatchObject({
    clonedFrom: null,
  });
});

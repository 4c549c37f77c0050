import { expect, test } from 'vitest';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../../testing/earlier-release';

/** The states that the release before knew. */
const sandboxStates = [
  'scheduled',
  'building',
  'ready',
  'failed',
  'cancelled',
  'destroying',
  'destroyed',
] as const;

/** Rows as the release before wrote them: a first build had no copy until it was done, a refresh had one from the start. */
const before = (state: (typeof sandboxStates)[number]) => {
  const wasReady = state === 'ready' || state === 'destroyed';
  const copyState = state === 'ready' ? 'active' : 'dropped';
  const place = wasReady
    ? `'sb_${state}', 'sbr_${state}_1', 'sb_${state}_base', 'f'`
    : 'NULL, NULL, NULL, NULL';
  return `
    ${requestAsBefore(`r_${state}`, state)}
    INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape",
        "planVersionId", "people", "expiresAt", "database", "role", "baseline", "fingerprint")
      VALUES ('s_${state}', '${state}', '${state}', 'o', 'pr', 't', 'r_${state}', 'snapshot', 'v', '[]', now(), ${place});
    ${
      wasReady
        ? `INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "planVersionId", "state", "database", "role", "baseline", "fingerprint")
      VALUES ('s_${state}', 's_${state}', 'r_${state}', 'v', '${copyState}', ${place});`
        : ''
    }
    INSERT INTO "Operation" ("id", "sandboxId", "kind", "state") VALUES ('op_${state}', 's_${state}', 'provision', 'queued');`;
};

const world = `${customerAsBefore}
  INSERT INTO "ScrubPlanVersion" ("id", "tenantId", "version", "document", "hash", "note")
    VALUES ('v', 't', 1, '{}', 'h', 'Read.');`;

const refreshes = ['building', 'waiting', 'kept', 'failed'].map(
  (state) => `
    INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "planVersionId", "state", "database", "role")
      VALUES ('c_${state}', '${state === 'building' ? 's_destroyed' : 's_ready'}', 'r_ready', 'v', '${state}', 'sb_c_${state}', 'sbr_c_${state}_1');
    INSERT INTO "Operation" ("id", "sandboxId", "copyId", "kind", "state")
      VALUES ('op_c_${state}', 's_ready', 'c_${state}', 'refresh', 'succeeded');`,
);

test('a database of the release before gives each first build its copy, and each sandbox the one that it uses', async () => {
  await onEarlierRelease('20261130073000_keep_drafts_apart', async ({ client, upgrade }) => {
    await client.query([world, ...sandboxStates.map(before), ...refreshes].join('\n'));
    await client.query(
      `INSERT INTO "Operation" ("id", "sandboxId", "kind", "state") VALUES ('op_gone', 's_destroyed', 'destroy', 'succeeded')`,
    );
    expect(await upgrade()).toContain('20261130120000_begin_every_copy_with_a_row');

    const { rows: copies } = await client.query(
      `SELECT "id", "state"::text, "origin"::text, "handOver"::text, "planVersionId", "database" FROM "SandboxCopy" ORDER BY "id"`,
    );
    const first = { origin: 'production', handOver: 'at_once', planVersionId: 'v', database: null };
    const later = { ...first, handOver: 'on_decision' };
    expect(copies).toEqual([
      { ...later, id: 'c_building', state: 'building', database: 'sb_c_building' },
      { ...later, id: 'c_failed', state: 'failed', database: 'sb_c_failed' },
      { ...later, id: 'c_kept', state: 'kept', database: 'sb_c_kept' },
      { ...later, id: 'c_waiting', state: 'waiting', database: 'sb_c_waiting' },
      { ...first, id: 's_building', state: 'building' },
      { ...first, id: 's_cancelled', state: 'cancelled' },
      { ...first, id: 's_destroyed', state: 'dropped', database: 'sb_destroyed' },
      { ...first, id: 's_destroying', state: 'failed' },
      { ...first, id: 's_failed', state: 'failed' },
      { ...first, id: 's_ready', state: 'active', database: 'sb_ready' },
      { ...first, id: 's_scheduled', state: 'scheduled' },
    ]);
    const { rows: sandboxes } = await client.query('SELECT "id", "activeCopyId" FROM "Sandbox"');
    for (const { id, activeCopyId } of sandboxes) expect(activeCopyId).toBe(id === 's_ready' ? id : null);
    const { rows: operations } = await client.query(
      'SELECT "id", "kind"::text, "copyId" FROM "Operation" ORDER BY "id"',
    );
    expect(operations).toHaveLength(sandboxStates.length + refreshes.length + 1);
    for (const { id, kind, copyId } of operations)
      if (id === 'op_gone') expect([kind, copyId]).toEqual(['destroy', null]);
      else expect([kind, copyId]).toEqual(['build', id.replace(/^op_(c_)?/, (_all: string, c = 's_') => c)]);
    const { rows: baselines } = await client.query(
      `SELECT b."copyId", b."database", b."role", b."releasedAt" IS NOT NULL AS released, c."baselineId" = b."id" AS own
         FROM "Baseline" b JOIN "SandboxCopy" c ON c."id" = b."copyId" ORDER BY 1`,
    );
    const baseline = (state: string, released: boolean) => ({
      copyId: `s_${state}`,
      database: `sb_${state}_base`,
      role: `sbr_${state}_1`,
      released,
      own: true,
    });
    expect(baselines).toEqual([baseline('destroyed', true), baseline('ready', false)]);
    const twice = `UPDATE "SandboxCopy" SET "state" = 'kept' WHERE "sandboxId" = 's_ready'`;
    await expect(client.query(twice)).rejects.toMatchObject({ constraint: 'SandboxCopy_one_kept' });
    await expect(
      client.query(`UPDATE "SandboxCopy" SET "state" = 'scheduled' WHERE "id" = 'c_kept'`),
    ).rejects.toMatchObject({ constraint: 'SandboxCopy_one_to_come' });
  });
});

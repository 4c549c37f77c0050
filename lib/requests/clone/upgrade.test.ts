import { beforeAll, expect, test } from 'vitest';
import { db } from '../../db/client';
import { canonicalHash } from '../../plan-format/canonical-hash';
import { engineVersion } from '../../provisioning';
import { readManifest } from '../../scrub-plans/sign-off/read-manifest';
import { useControlDatabase } from '../../testing/database';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../../testing/earlier-release';
import { createRequest } from '../../testing/requests';
import { createWorld, type World } from '../../testing/world';
import { createClonable } from './clone.fixture';

useControlDatabase();
let world: World;
beforeAll(async () => {
  world = await createWorld({ quota: null });
});

const aboutLiving = ['refresh', 'people', 'extension'] as const;

/** A snapshot in use, with a signed request of each kind that the release before knew. */
const before = `
  ${customerAsBefore.replace('"Plan"', '"Subscription"').replace('"planId"', '"subscriptionId"')}
  ${requestAsBefore('sandbox', 'erp')}
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "expiresAt")
    VALUES ('s', 'erp', 'ready', 'o', 'pr', 't', 'sandbox', 'snapshot', now());
  INSERT INTO "SandboxCopy" ("id", "sandboxId", "requestId", "origin", "handOver", "state", "database", "role")
    VALUES ('c', 's', 'sandbox', 'production', 'at_once', 'active', 'sb_c', 'sbr_c_1');
  ${aboutLiving
    .map(
      (kind) => `${requestAsBefore(kind, 'erp')}
  UPDATE "Request" SET "kind" = '${kind}', "concernsId" = 's' WHERE "id" = '${kind}';`,
    )
    .join('')}
  INSERT INTO "Signature" ("id", "requestId", "manifest", "manifestHash", "reason", "signedById", "signedAt", "validUntil")
    SELECT "id", "id", '{}', 'hash of ' || "id", 'Seen.', 'p', now(), now() FROM "Request";`;

const rowsKept = `
  SELECT r."id", r."kind"::text, r."state"::text, r."concernsId", s."manifestHash", s."voidedAt"
    FROM "Request" r JOIN "Signature" s ON s."requestId" = r."id" ORDER BY r."id"`;

test('requests, signatures and copies of the release before stay as they are, and a clone of one is asked for beside them', async () => {
  await onEarlierRelease('20261130200000_ask_for_later_ends', async ({ client, upgrade }) => {
    await client.query(before);
    const { rows: were } = await client.query(rowsKept);
    expect(were).toHaveLength(aboutLiving.length + 1);
    expect(await upgrade()).toContain('20261130233000_clone_sandboxes');
    expect((await client.query(rowsKept)).rows).toEqual(were);
    const clones = 'SELECT "id" FROM "Request" WHERE "clonesCopyId" IS NOT NULL OR "cloneMoment" IS NOT NULL';
    expect((await client.query(clones)).rows).toEqual([]);
    expect((await client.query('SELECT "origin"::text FROM "SandboxCopy"')).rows).toEqual([
      { origin: 'production' },
    ]);
    await client.query(requestAsBefore('clone', 'erp-clone'));
    await client.query(
      `UPDATE "Request" SET "kind" = 'clone', "concernsId" = 's', "clonesCopyId" = 'c', "cloneMoment" = 'now' WHERE "id" = 'clone'`,
    );
    expect((await client.query(clones)).rows).toEqual([{ id: 'clone' }]);
  });
});

test('what a signature binds of every other kind says nothing of clones, so that those of the release before count', async () => {
  const source = await createClonable(world);
  const found = await db().sandbox.findUniqueOrThrow({ where: { id: source.id } });
  const place = { sandboxId: source.id, slug: source.slug, endsAt: found.expiresAt.toISOString() };
  const inside = {
    sandbox: {},
    refresh: { refreshes: place },
    people: { changes: { kind: 'people', ...place } },
    extension: { changes: { kind: 'extension', ...place } },
  };
  for (const kind of ['sandbox', ...aboutLiving] as const) {
    const { id } = await createRequest(world, 'awaiting_compliance');
    const about = kind === 'sandbox' ? {} : { concernsId: source.id, slug: source.slug };
    const request = await db().request.update({
      where: { id },
      data: { kind, shape: 'snapshot', tenantId: source.tenantId, ...about },
    });
    const { tenantId, shape, durationDays, configuration, seedSetName, features } = request;
    const manifest = await readManifest(db(), id);
    const { plan, people, ...content } = manifest?.content ?? {};
    expect(content).toEqual({
      ...{ tenantId, shape, durationDays, configuration, seedSetName, features, engineVersion },
      ...{ startsOn: null, loadTest: null, signatures: 1, ...inside[kind] },
    });
    expect(plan).toMatchObject({ version: source.version.version, hash: source.version.hash });
    expect(people).toEqual(expect.arrayContaining(request.people as unknown[]));
    expect(manifest?.hash).toBe(canonicalHash({ ...content, plan, people }));
  }
});

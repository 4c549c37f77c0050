import { expect, test } from 'vitest';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../testing/earlier-release';

const past = Array.from({ length: 50 }, (_each, n) => n + 1);
const before = (id: string, expires: string) => `
  ${requestAsBefore(`r_${id}`, id)}
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "people", "expiresAt")
    VALUES ('s_${id}', '${id}', 'ready', 'o', 'pr', 't', 'r_${id}', 'snapshot', '[]', ${expires});`;

test('ends that passed before ends acted count as fourteen days after the upgrade, with every warning', async () => {
  await onEarlierRelease('20261130073000_keep_drafts_apart', async ({ client, upgrade }) => {
    await client.query(customerAsBefore);
    for (const n of past) await client.query(before(`past-${n}`, `now() - interval '${n} days'`));
    await client.query(before('soon', "now() + interval '3 days'"));
    await client.query(before('later', "now() + interval '40 days'"));
    expect(await upgrade()).toContain('20261130183652_let_ends_act');
    const { rows } = await client.query<{ id: string; grace: number | null; owed: boolean; moved: boolean }>(`
      SELECT "id", round(extract(epoch FROM "graceUntil" - "endsSince") / 86400)::int AS grace,
             "endsSince" <= coalesce("graceUntil", "expiresAt") - interval '14 days' AS owed,
             "endsSince" < timezone('UTC', now()) + interval '1 minute' AS moved
        FROM "Sandbox" ORDER BY "id"`);
    expect(rows).toHaveLength(past.length + 2);
    for (const { id, grace, owed, moved } of rows) {
      expect([id, grace]).toEqual([id, id === 's_later' ? null : 14]);
      expect([owed, moved]).toEqual([true, true]);
    }
  });
});

const living = (id: string, state: string, expires: string) => `
  ${requestAsBefore(`r_${id}`, id)}
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "expiresAt", "endedAt", "shutAt")
    VALUES ('s_${id}', '${id}', '${state}', 'o', 'pr', 't', 'r_${id}', 'seeded', ${expires});`;

test('an upgrade sorts what lives by the end that was asked for, and has a worker reckon everything anew', async () => {
  await onEarlierRelease('20261201040000_page_by_keys', async ({ client, upgrade }) => {
    await client.query(
      [
        customerAsBefore.replace('"Plan"', '"Subscription"').replace('"planId"', '"subscriptionId"'),
        living('ready', 'ready', "'2027-03-06 10:00', NULL, NULL"),
        living('ended', 'suspended', "'2026-11-20', '2026-11-20', '2026-11-20'"),
        living('gone', 'destroyed', "'2026-11-20', NULL, NULL"),
      ].join('\n'),
    );
    expect(await upgrade()).toContain('20261201133500_tell_next_stages');
    const { rows } = await client.query(
      `SELECT "id", "nextStage" AS "act", "nextStageAt"::text AS "at", "nextStageBy" AS "rule", "stageMoved" AS "moved" FROM "Sandbox" ORDER BY 1`,
    );
    const none = { act: null, at: null, rule: null };
    expect(rows).toEqual([
      { id: 's_ended', ...none, moved: true },
      { id: 's_gone', ...none, moved: false },
      // The sixth of March is a Saturday.
      { id: 's_ready', act: 'suspend', at: '2027-03-08 10:00:00', rule: 'asked', moved: true },
    ]);
  });
});

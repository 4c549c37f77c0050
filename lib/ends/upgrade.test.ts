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

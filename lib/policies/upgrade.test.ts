import { expect, test } from 'vitest';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../testing/earlier-release';
import { policyDocument } from './policy';

const sandbox = (state: string, readyAt: string) => `
  ${requestAsBefore(`r_${state}`, state)}
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "expiresAt",
      "createdAt", "readyAt")
    VALUES ('s_${state}', '${state}', '${state}', 'o', 'pr', 't', 'r_${state}', 'snapshot', now() + interval '10 days',
      '2026-01-01', ${readyAt});`;

test('an upgrade begins to watch what was handed over, knows its warnings and notices still, and takes nothing on its day', async () => {
  await onEarlierRelease('20261201001000_stop_filing', async ({ client, upgrade }) => {
    await client.query(
      [
        customerAsBefore.replace('"Plan"', '"Subscription"').replace('"planId"', '"subscriptionId"'),
        sandbox('ready', "'2026-01-02'"),
        sandbox('suspended', "'2026-01-02'"),
        sandbox('scheduled', 'NULL'),
        sandbox('destroyed', "'2026-01-02'"),
        `INSERT INTO "EndWarning" ("id", "sandboxId", "endsAt", "daysBefore", "noticeIds")
           VALUES ('w', 's_ready', '2026-12-10', 7, '{n}');
         INSERT INTO "Notice" ("id", "personId", "subject", "text", "href") VALUES ('n', 'p', 'It ends.', '', '/');`,
      ].join('\n'),
    );
    expect(await upgrade()).toContain('20261201030131_set_policies');
    const watched = await client.query(
      `SELECT "sandboxId", "lastSeenAt" > (now() AT TIME ZONE 'UTC') - interval '1 minute' AS "now", "readAt"
         FROM "SandboxActivity" ORDER BY 1`,
    );
    const asNow = { now: true, readAt: null };
    expect(watched.rows).toEqual([
      { sandboxId: 's_ready', ...asNow },
      { sandboxId: 's_suspended', ...asNow },
    ]);
    const policies = await client.query(
      `SELECT "version", "document", "savedAt" > (now() AT TIME ZONE 'UTC') - interval '1 minute' AS "fresh" FROM "PolicyVersion"`,
    );
    expect(policies.rows).toMatchObject([{ version: 1, fresh: true }]);
    expect(policyDocument.parse(policies.rows[0]?.document).otherwise.made).toMatchObject({ suspend: 90 });
    const kept = await client.query(
      `SELECT w."rule", w."daysBefore", n."kind"::text, o."zone" FROM "EndWarning" w, "Notice" n, "Organization" o`,
    );
    expect(kept.rows).toEqual([{ rule: 'asked', daysBefore: 7, kind: 'act', zone: 'UTC' }]);
    const stages = await client.query(
      `SELECT "retireAfterDays", "dropAfterDays" FROM "Sandbox" WHERE "id" = 's_suspended'`,
    );
    expect(stages.rows).toEqual([{ retireAfterDays: null, dropAfterDays: null }]);
  });
});

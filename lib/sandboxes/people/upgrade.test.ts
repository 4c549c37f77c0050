import { expect, test } from 'vitest';
import { customerAsBefore, onEarlierRelease, requestAsBefore } from '../../testing/earlier-release';

const named = [
  { kind: 'person', email: 'ada@example.test', reason: 'Builds the bridge.' },
  { kind: 'service_account', name: 'Nightly Import', reason: 'Writes orders.' },
  { kind: 'person', email: 'ADA@example.test', reason: 'Named twice.' },
];

const before = (state: string, people: unknown) => `
  ${requestAsBefore(`r_${state}`, state)}
  INSERT INTO "Sandbox" ("id", "slug", "state", "organizationId", "productId", "tenantId", "requestId", "shape", "people",
      "expiresAt", "createdAt")
    VALUES ('s_${state}', '${state}', '${state}', 'o', 'pr', 't', 'r_${state}', 'snapshot', '${JSON.stringify(people)}',
      now(), '2026-11-01');`;

test('the people of each sandbox that is not destroyed become rows, each once; those of one that is going get in no more', async () => {
  await onEarlierRelease('20261130154500_say_reading_and_subscription', async ({ client, upgrade }) => {
    await client.query(
      [
        customerAsBefore.replace('"Plan"', '"Subscription"').replace('"planId"', '"subscriptionId"'),
        before('ready', named),
        before('scheduled', []),
        before('failed', { not: 'a list' }),
        before('destroying', named.slice(0, 1)),
        before('destroyed', named),
      ].join('\n'),
    );
    expect(await upgrade()).toContain('20261130192100_give_people_rows');
    const { rows } = await client.query(
      `SELECT "sandboxId", "kind"::text, "name", "key", "reason", "namedById", "since" = '2026-11-01' AS "kept",
              "invitedAt", "lastSeenAt", "removedAt" IS NULL AS "in"
         FROM "SandboxPerson" ORDER BY "sandboxId" DESC, "key"`,
    );
    const ada = {
      kind: 'person',
      name: 'ada@example.test',
      key: 'ada@example.test',
      reason: 'Builds the bridge.',
    };
    const program = {
      kind: 'service_account',
      name: 'Nightly Import',
      key: 'nightly import',
      reason: 'Writes orders.',
    };
    const as = {
      sandboxId: 's_ready',
      namedById: 'p',
      kept: true,
      invitedAt: null,
      lastSeenAt: null,
      in: true,
    };
    expect(rows).toEqual([
      { ...as, ...ada },
      { ...as, ...program },
      { ...as, ...ada, sandboxId: 's_destroying', in: false },
    ]);
    await expect(
      client.query(
        `INSERT INTO "SandboxPerson" ("id", "sandboxId", "kind", "name", "key", "reason", "since")
         VALUES ('twice', 's_ready', 'person', 'ada@example.test', 'ada@example.test', '', now())`,
      ),
    ).rejects.toThrow(/SandboxPerson_once/);
  });
});

test('a request for a refresh says which sandbox it is about, and one of another kind may be open beside it', async () => {
  await onEarlierRelease('20261130154500_say_reading_and_subscription', async ({ client, upgrade }) => {
    const open = (id: string, columns: string, values: string) => `
      ${requestAsBefore(id, id)}
      UPDATE "Request" SET (${columns}, "state") = (${values}, 'awaiting_compliance') WHERE "id" = '${id}';`;
    await client.query(
      [
        customerAsBefore.replace('"Plan"', '"Subscription"').replace('"planId"', '"subscriptionId"'),
        before('ready', []),
        open('refresh', '"kind", "refreshesId"', `'refresh', 's_ready'`),
      ].join('\n'),
    );
    await upgrade();
    const { rows } = await client.query(`SELECT "concernsId" FROM "Request" WHERE "id" = 'refresh'`);
    expect(rows).toEqual([{ concernsId: 's_ready' }]);
    const another = (kind: string) =>
      client.query(open(kind, '"kind", "concernsId"', `'${kind}', 's_ready'`));
    await another('people');
    await client.query(`DELETE FROM "Request" WHERE "id" = 'people'`);
    await client.query(requestAsBefore('second', 'second'));
    await expect(
      client.query(
        `UPDATE "Request" SET "kind" = 'refresh', "concernsId" = 's_ready', "state" = 'awaiting_support' WHERE "id" = 'second'`,
      ),
    ).rejects.toThrow(/Request_one_open_refresh/);
  });
});

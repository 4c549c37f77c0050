import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../db/migrate';
import { asSuperuser, createDatabase } from '../testing/database';

/** What becomes of turns and drafts that the release before wrote, once this release migrates its database. */
let database: Awaited<ReturnType<typeof createDatabase>>;
let applied: string[];

beforeAll(async () => {
  database = await createDatabase();
  await migrate(database.url, '20261130070000_let_only_the_next_event_in');
  await sql(peopleAsBefore);
  await sql(turnsAsBefore);
  await sql(draftsAsBefore);
  applied = await migrate(database.url);
});
afterAll(() => database.drop());

const sql = <Row extends Record<string, unknown>>(text: string) => asSuperuser<Row>(text, [], database.name);

const peopleAsBefore = `
  INSERT INTO "Plan" ("id", "name", "defaultDays", "maximumDays") VALUES ('plan', 'Plan', 7, 30);
  INSERT INTO "Organization" ("id", "slug", "name", "planId")
  SELECT id, id, id, 'plan' FROM (VALUES ('acme'), ('borealis')) AS organization (id);
  INSERT INTO "Person" ("id", "email", "name", "role", "humanId", "organizationId")
  SELECT id, id || '@example.test', id, role::"Role", id, organization
    FROM (VALUES ('ada', 'customer', 'acme'), ('ben', 'customer', 'acme'), ('sue', 'support', NULL), ('sam', 'support', NULL),
                 ('sid', 'support', NULL)) AS person (id, role, organization);`;

/**
 * Turns of two requests that alternate, stored in another order than that of their times; at noon one request was filed and
 * assigned in one transaction, whose turns share their time, and the filing was stored last.
 */
const turnsAsBefore = `
  INSERT INTO "Product" ("id", "slug", "name", "definition") VALUES ('product', 'product', 'Product', '{}');
  INSERT INTO "Tenant" ("id", "productId", "organizationId", "schema") VALUES ('tenant', 'product', 'acme', 'acme');
  INSERT INTO "Request" ("id", "state", "organizationId", "tenantId", "requesterId", "filedById", "integration", "purpose",
                         "people", "shape", "configuration", "slug", "durationDays", "features")
  SELECT id, 'awaiting_support', 'acme', 'tenant', 'ada', 'ada', 'MES', 'Test', '[]', 'blank', '{}', id, 7, '{}'
    FROM (VALUES ('first'), ('second')) AS request (id);
  INSERT INTO "RequestEvent" ("id", "requestId", "at", "kind")
  VALUES ('e5', 'first',  '2026-11-02 15:00', 'answered'),
         ('e4', 'second', '2026-11-02 14:00', 'question'),
         ('e2', 'first',  '2026-11-02 12:00', 'assigned'),
         ('e3', 'first',  '2026-11-02 12:00', 'question'),
         ('e1', 'first',  '2026-11-02 12:00', 'submitted'),
         ('e0', 'second', '2026-11-02 11:00', 'submitted');`;

/** A draft said in its values for whom it is; there was one for each person. */
const draftsAsBefore = `
  INSERT INTO "RequestDraft" ("personId", "values")
  VALUES ('ada', '{"integration": "of her own"}'),
         ('ben', '{"integration": "of another", "organizationId": "no such customer"}'),
         ('sue', '{"integration": "for a customer", "organizationId": "borealis"}'),
         ('sam', '{"integration": "for nobody"}'),
         ('sid', '{"integration": "for nobody there is", "organizationId": ["borealis"]}');`;

test('both steps are applied to what is there', () => {
  expect(applied).toEqual(
    expect.arrayContaining(['20261130071500_number_turns', '20261130073000_keep_drafts_apart']),
  );
});

test('turns are numbered by their times; of one moment the filing comes first, and the rest as they were stored', async () => {
  const rows = await sql<{ id: string; seq: number }>(
    'SELECT "id", "seq" FROM "RequestEvent" ORDER BY "seq"',
  );
  expect(rows).toEqual(['e0', 'e1', 'e2', 'e3', 'e4', 'e5'].map((id, at) => ({ id, seq: at + 1 })));
});

test('the next turn comes after all that stand', async () => {
  const added = await sql<{ seq: number }>(
    `INSERT INTO "RequestEvent" ("id", "requestId", "kind") VALUES ('e6', 'first', 'question') RETURNING "seq"`,
  );
  expect(added).toEqual([{ seq: 7 }]);
});

test('a draft belongs to the customer that it names, else to its writer’s own; what is nobody’s goes', async () => {
  const drafts = await sql(
    'SELECT "personId", "organizationId", "version", "writer", "values" ->> \'integration\' AS "text" FROM "RequestDraft" ORDER BY 1',
  );
  const draft = { version: 1, writer: null };
  expect(drafts).toEqual([
    { ...draft, personId: 'ada', organizationId: 'acme', text: 'of her own' },
    { ...draft, personId: 'ben', organizationId: 'acme', text: 'of another' },
    { ...draft, personId: 'sue', organizationId: 'borealis', text: 'for a customer' },
  ]);
});

test('a second draft of the same person, for another customer, has room beside it', async () => {
  const begin = (organization: string) =>
    sql(
      `INSERT INTO "RequestDraft" ("personId", "organizationId", "values") VALUES ('sue', '${organization}', '{}')`,
    );
  await begin('acme');
  await expect(begin('borealis')).rejects.toThrow(/RequestDraft_pkey/);
});

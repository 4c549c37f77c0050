import { Client } from 'pg';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../catalogue/catalogue';
import { type Decision, masked, planFor } from '../../snapshot/plan.fixture';
import { query, useDatabases } from '../../snapshot/promises/two-databases.fixture';
import { checkPlan } from '../check-plan';

/** What the proof of a copy would fail by is told before anyone signs: a refusal for what can only be a person's, a warning for common words. */

const database = useDatabases();

const people = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.users (id int PRIMARY KEY, name text, email text, phone text);
  INSERT INTO shop.users SELECT g, 'Ola' || chr(97 + g % 26) || 'fsen_' || g * 7, 'p' || g || '@mail.example', '+49 30 ' || 7654321 + g * 13
    FROM generate_series(1, 300) g;`;
const decided = { 'users.name': masked.name, 'users.email': masked.mail, 'users.phone': masked.phone };

async function verdict(sql: string, decisions: Record<string, Decision>) {
  const source = await database();
  await query(source, `${people}${sql}; ANALYZE`);
  return again(source, decisions);
}

async function again(source: { url: string }, decisions: Record<string, Decision>) {
  const plan = await planFor(source.url, ['shop'], { ...decided, ...decisions });
  const client = new Client(source.url);
  await client.connect();
  try {
    const catalogue = await readCatalogue(client, ['shop']);
    return await checkPlan(plan, catalogue, { client, server: plan.source.server });
  } finally {
    await client.end();
  }
}

const kept = {
  class: 'direct.person_name',
  reason: 'names of the firm’s own people',
  mask: { name: 'keep' },
} as const;
const keepDocument = {
  class: 'direct.free_text',
  reason: 'settings',
  mask: {
    name: 'json',
    shape: { keys: { theme: { mask: { name: 'keep' } }, call: { mask: { name: 'keep' } } } },
  },
} as const;

it('a value of a masked column in a kept one is a refusal that names both and says how many', async () => {
  const { refusals } = await verdict(
    `CREATE TABLE shop.requests (id int PRIMARY KEY, wanted text, tags text[], settings jsonb, note text);
     INSERT INTO shop.requests SELECT g, CASE WHEN g % 2 = 0 THEN u.name END, ARRAY['x' || g % 3, u.email], jsonb_build_object('theme', 'dark', 'call', u.phone), 'late'
       FROM generate_series(1, 40) g JOIN shop.users u ON u.id = g`,
    { 'requests.settings': keepDocument },
  );
  const told = refusals.map(({ code, column, message }) => [code, column, message.split(', among')[0]]);
  expect(told).toEqual([
    [
      'values_elsewhere',
      'wanted',
      'shop.requests, column "wanted" holds 20 values of shop.users.name, which is masked',
    ],
    [
      'values_elsewhere',
      'tags',
      'shop.requests, column "tags" holds 40 values of shop.users.email, which is masked',
    ],
    [
      'values_elsewhere',
      'settings',
      'shop.requests, column "settings" holds 40 values of shop.users.phone, which is masked',
    ],
  ]);
  expect(JSON.stringify(refusals)).not.toMatch(/fsen|mail\.example|\+49/);
});

it('masking the column, blanking patterns in it or keeping it with a reason answers the refusal', async () => {
  const source = await database();
  await query(
    source,
    `${people} CREATE TABLE shop.requests (id int PRIMARY KEY, wanted text);
     INSERT INTO shop.requests SELECT id, name FROM shop.users; ANALYZE`,
  );
  const codes = async (decision: Record<string, Decision>) =>
    (await again(source, decision)).refusals.map(({ code }) => code);
  expect(await codes({})).toEqual(['values_elsewhere']);
  expect(await codes({ 'requests.wanted': masked.name })).toEqual([]);
  const redacted = {
    class: 'direct.free_text',
    reason: 'patterns suffice',
    mask: { name: 'free_text', mode: 'redact' },
  } as const;
  expect(await codes({ 'requests.wanted': redacted })).toEqual([]);
  const { refusals, warnings } = await again(source, { 'requests.wanted': kept });
  expect(refusals).toEqual([]);
  expect(warnings.map(({ message }) => message)).toEqual([
    'shop.requests, column "wanted" holds 300 values of shop.users.name, which is masked; it is kept as somebody’s data.',
  ]);
});

it('common words are counted by column and refuse nothing', async () => {
  const { refusals, warnings } = await verdict(
    `UPDATE shop.users SET name = (ARRAY['Max', 'Berlin', 'Active', 'Test User'])[1 + id % 4];
     CREATE TABLE shop.orders (id int PRIMARY KEY, state text, place text);
     INSERT INTO shop.orders SELECT g, (ARRAY['active', 'closed'])[1 + g % 2], (ARRAY['Berlin', 'Oulu'])[1 + g % 2] FROM generate_series(1, 60) g`,
    {},
  );
  expect(refusals).toEqual([]);
  expect(warnings.map(({ code, message }) => [code, message])).toEqual([
    ['words_elsewhere', expect.stringContaining('shop.orders, column "state" holds 30 common words')],
    ['words_elsewhere', expect.stringContaining('shop.orders, column "place" holds 30 common words')],
  ]);
});

it('values are met in samples of large tables', async () => {
  const { refusals } = await verdict(
    `CREATE TABLE shop.visits (id int PRIMARY KEY, who text);
     INSERT INTO shop.visits SELECT g, CASE WHEN g % 100 = 0 THEN 'p' || 1 + g % 300 || '@mail.example' ELSE 'page ' || g END
       FROM generate_series(1, 250000) g`,
    {},
  );
  expect(refusals.map(({ code, column }) => [code, column])).toEqual([['values_elsewhere', 'who']]);
});

it('a value that cannot be read leaves the question open and stops nothing', async () => {
  const { refusals, warnings } = await verdict(
    `CREATE TABLE shop.logs (id int PRIMARY KEY, body text);
     INSERT INTO shop.logs SELECT g, '{"theme":"dark"}' FROM generate_series(1, 3000) g;
     INSERT INTO shop.logs VALUES (0, '{broken')`,
    { 'logs.body': keepDocument },
  );
  expect([...refusals, ...warnings].map(({ code }) => code)).toContain('elsewhere_unknown');
});

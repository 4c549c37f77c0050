import { expect, it } from 'vitest';
import { planFor } from '../../snapshot/plan.fixture';
import { copy, query, useDatabases } from '../../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from '../prove-snapshot';

const database = useDatabases();

const name = { class: 'direct.person_name', mask: { name: 'person_name' } } as const;
const mail = { class: 'direct.mail', mask: { name: 'mail' } } as const;

it('names that a second column holds fail the proof, which names both columns and says how many', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA shop;
     CREATE TABLE shop.users (id int PRIMARY KEY, name text UNIQUE, email text);
     INSERT INTO shop.users SELECT g, 'Ola' || chr(97 + g % 26) || 'fsen_' || g * 7, 'p' || g || '@mail.example' FROM generate_series(1, 300) g;
     CREATE TABLE shop.rename_requests (id int PRIMARY KEY, user_id int REFERENCES shop.users, original_name text, wanted text);
     INSERT INTO shop.rename_requests SELECT g, g, u.name, (SELECT name FROM shop.users WHERE id = g + 100)
       FROM generate_series(1, 120) g JOIN shop.users u ON u.id = g;`,
  );
  const plan = await planFor(source.url, ['shop'], {
    'users.name': name,
    'users.email': mail,
    'rename_requests.original_name': name,
  });
  await copy(plan, source, target);
  const proof = await proveSnapshot(plan, { source, target, jobs: 2 });
  expect(proof.failures).toEqual([
    'shop.rename_requests, column "wanted" holds 120 values of shop.users.name, which is masked. Mask it there too, or keep it as somebody’s data with a reason.',
  ]);
  const inParts = await proveSnapshot(plan, { source, target, jobs: 1, memory: 3_000 });
  expect(inParts.failures).toEqual(proof.failures);
  expect(inParts.elsewhere).toEqual(proof.elsewhere);
});

it('ordinary values of a kept vocabulary, short numbers and dates are no failure', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA shop;
     CREATE TABLE shop.users (id int PRIMARY KEY, name text, code text, number text, secret text);
     INSERT INTO shop.users SELECT g, (ARRAY['Max', 'Berlin', 'Active', 'Test User', 'N/A', ''])[1 + g % 6], g::text, (100000000 + g)::text,
         CASE WHEN g % 2 = 0 THEN 'unconfigured' ELSE md5(g::text) END FROM generate_series(1, 300) g;
     CREATE TABLE shop.orders (id int PRIMARY KEY, state text, place text, code text, number text, at text, note text);
     INSERT INTO shop.orders SELECT g, (ARRAY['active', 'closed'])[1 + g % 2], (ARRAY['Berlin', 'Oulu'])[1 + g % 2], g::text,
         (100000000 + g)::text, '2024-01-' || 10 + g % 20, 'Max asked for a test user, unconfigured' FROM generate_series(1, 300) g;`,
  );
  const plan = await planFor(source.url, ['shop'], {
    'users.name': name,
    'users.code': { class: 'secret.token', mask: { name: 'token' } },
    'users.number': { class: 'direct.national_id', mask: { name: 'digits' } },
    'users.secret': { class: 'secret.key', mask: { name: 'token' } },
  });
  await copy(plan, source, target);
  const proof = await proveSnapshot(plan, { source, target, jobs: 2 });
  expect(proof.failures).toEqual([]);
  expect(proof.elsewhere?.map(({ place, from, means }) => [place, from, means])).toEqual([
    ['shop.orders, column "state"', 'shop.users.name', 'shared'],
    ['shop.orders, column "place"', 'shop.users.name', 'shared'],
    ['shop.orders, column "number"', 'shop.users.number', 'shared'],
    ['shop.orders, column "note"', 'shop.users.name', 'shared'],
    ['shop.orders, column "note"', 'shop.users.secret', 'shared'],
  ]);
});

import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { classify } from '../classify';

/** Maps whose keys are people, numbers and tokens, in every kind of column that has keys inside; and honest fields. */
const structure = `
  CREATE SCHEMA desk;
  CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
  CREATE TYPE desk.card AS (votes jsonb, place int);
  CREATE TABLE desk.person (
    id int PRIMARY KEY, email text UNIQUE, votes jsonb, calls jsonb, seen jsonb, raw json, written text, pairs public.hstore,
    rounds jsonb[], boxes public.hstore[], card desk.card, deep jsonb, alone jsonb, settings jsonb, mixed jsonb, sparse jsonb);
  INSERT INTO desk.person SELECT g, 'p' || g || '@inbox.example',
    jsonb_build_object('counts', jsonb_build_object(who, g)),
    jsonb_build_object('+49 170 1234567', 2),
    jsonb_build_object('sk_live_4f9a1b7c2d8e', 1),
    json_build_object(who, true),
    jsonb_build_object('ratings', jsonb_build_object(who, g % 5)),
    public.hstore(ARRAY['ingrid.solberg@inbox.example', 'yes', 'status', 'on']),
    ARRAY[jsonb_build_object(who, g), jsonb_build_object('count', g)],
    ARRAY[public.hstore(who, 'x')],
    ROW(jsonb_build_object(who, g), g)::desk.card,
    jsonb_build_object('teams', jsonb_build_array(jsonb_build_object('members', jsonb_build_object(who, jsonb_build_object('score', g))))),
    jsonb_build_object('Ingrid Solberg', g),
    jsonb_build_object('theme', 'dark', 'zkFlag', g % 2 = 0, 'smtpHost', 'relay', 'maxItems', g, 'line1', 'x'),
    jsonb_build_object('total', g, who, g, CASE WHEN g % 3 = 0 THEN 'isolberg' ELSE 'thaddad' END, 1),
    CASE WHEN g % 10 = 0 THEN jsonb_build_object('theme', 'dark', 'lastLoginCount', 3) ELSE '{"theme": "light"}' END
    FROM (SELECT g, (ARRAY['Ingrid Solberg', 'Tarek Haddad'])[1 + g % 2] AS who FROM generate_series(1, 40) g) people;
  CREATE TABLE desk.account (id int PRIMARY KEY, login text UNIQUE, password text, likes jsonb);
  INSERT INTO desk.account SELECT g, 'zqbert' || chr(96 + g), 'x' || g, '{"zqberta": 1, "count": 2}' FROM generate_series(1, 20) g;
  CREATE TABLE desk.few (id int PRIMARY KEY, board jsonb);
  INSERT INTO desk.few VALUES (1, '{"isolberg": {"points": 3}}'), (2, '{"thaddad": {"points": 4}}');`;

const database = useDatabase();
let plan: ScrubPlan;
const maskOf = (column: string, table = 'desk.person') => plan.tables[table]?.columns[column]?.mask;

beforeAll(async () => {
  await database.client.query(structure);
  await database.client.query('ANALYZE');
  plan = await classify(database.client, { schemas: ['desk'], source: { fingerprint: 'f', server: 's' } });
});

it('no key that is data stands in the plan, whatever the column that holds it', () => {
  const text = JSON.stringify(plan);
  for (const key of [
    'Ingrid',
    'Solberg',
    'Tarek',
    'Haddad',
    'isolberg',
    'thaddad',
    '170',
    '4f9a1b7c2d8e',
    'inbox',
  ])
    expect(text).not.toContain(key);
});

it('keys that are data are masked, and what is below them is judged as one place', () => {
  const masked = { key: { mask: { name: 'pseudonym' } }, value: { mask: { name: 'keep' }, type: 'number' } };
  expect(maskOf('votes')).toMatchObject({
    name: 'json',
    shape: { keys: { counts: { keys: {}, others: masked } } },
  });
  expect(maskOf('alone')).toMatchObject({ shape: { keys: {}, others: masked } });
  expect(maskOf('calls')).toMatchObject({ shape: { others: { key: { class: 'direct.phone' } } } });
  expect(maskOf('seen')).toMatchObject({ shape: { others: { key: { class: 'secret.token' } } } });
  expect(maskOf('raw')).toMatchObject({ shape: { others: { value: { type: 'boolean' } } } });
  expect(maskOf('written')).toMatchObject({ name: 'json', shape: { keys: { ratings: { others: masked } } } });
  expect(maskOf('rounds')).toMatchObject({
    name: 'array',
    element: { name: 'json', shape: { others: masked } },
  });
  expect(maskOf('card')).toMatchObject({ fields: { votes: { name: 'json', shape: { others: masked } } } });
  expect(maskOf('deep')).toMatchObject({
    shape: {
      keys: { teams: { items: { keys: { members: { others: { value: { keys: { score: {} } } } } } } } },
    },
  });
});

it('the same two people suffice: a key of one of two documents is no field', () => {
  expect(maskOf('board', 'desk.few')).toMatchObject({
    shape: { keys: {}, others: { value: { keys: { points: {} } } } },
  });
});

it('a login in every document is known from the column of logins, and dropped', () => {
  expect(plan.tables['desk.account']?.columns.login?.class).toBe('direct.username');
  expect(Object.keys(Object(maskOf('likes', 'desk.account')?.shape).keys)).toEqual(['count']);
  expect(JSON.stringify(plan)).not.toContain('zqbert');
});

it('fields stay: in nearly all documents, or made of words that fields are made of', () => {
  const keysOf = (column: string) => {
    const shape = maskOf(column)?.shape;
    return shape && typeof shape === 'object' && 'keys' in shape
      ? Object.keys(Object(shape.keys)).sort()
      : [];
  };
  expect(keysOf('settings')).toEqual(['line1', 'maxItems', 'smtpHost', 'theme', 'zkFlag']);
  expect(keysOf('sparse')).toEqual(['lastLoginCount', 'theme']);
  expect(keysOf('mixed')).toEqual(['total']);
});

import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { classify } from '../classify';

/** What a column is told by its surroundings; each guarantee beside a schema in which the surroundings are missing. */

const syllables = `ARRAY['Zorv','Quem','Brax','Tyln','Vosk','Dwem','Xarp','Plom']`;
const invented = (row: string, ending: string) =>
  `(${syllables})[1 + ${row} % 8] || (ARRAY['ul','eb','ix','ard','ont'])[1 + (${row} / 8) % 5] || '${ending}'`;
const person = (row: string) => `${invented(row, 'q')} || ' ' || ${invented(`(${row} * 3)`, 'w')}`;

const structure = `
  CREATE SCHEMA told;
  CREATE TABLE told.reader (id int PRIMARY KEY, given_name text, family_name text);
  INSERT INTO told.reader SELECT i, ${invented('i', 'q')}, ${invented('(i * 3)', 'w')} FROM generate_series(1, 80) i;
  CREATE TABLE told.loan (id int PRIMARY KEY, shelf text, at_desk text);
  INSERT INTO told.loan SELECT i, 'Row ' || i, ${person('i')} FROM generate_series(1, 80) i;
  CREATE TABLE told.session (id uuid PRIMARY KEY, address inet, until timestamptz);
  INSERT INTO told.session SELECT gen_random_uuid(), '198.51.100.4', now() FROM generate_series(1, 30);
  CREATE TABLE told.stay (id int PRIMARY KEY, whose_name text, arrived date, waited interval);
  INSERT INTO told.stay SELECT i, (ARRAY['Maria', 'Peter', 'Laura', 'Jonas', 'Emma', 'Paul', 'Clara', 'Felix', 'Nora'])[1 + i % 9] || ' Schmidt', date '1931-02-03' + i * 300, i * interval '1 minute' FROM generate_series(1, 80) i;
  CREATE TABLE told.attribute (id int PRIMARY KEY, what text, value text);
  INSERT INTO told.attribute SELECT i, 'k' || i % 5, CASE WHEN i % 5 = 0 THEN 'p' || i || '@mail.example' ELSE 'blue ' || i END FROM generate_series(1, 80) i;

  CREATE SCHEMA untold;
  CREATE TABLE untold.loan (id int PRIMARY KEY, shelf text, at_desk text);
  INSERT INTO untold.loan SELECT * FROM told.loan;
  CREATE TABLE untold.session (id uuid PRIMARY KEY, topic text, room text);
  INSERT INTO untold.session SELECT gen_random_uuid(), 'Welding', 'R' || i FROM generate_series(1, 30) i;
  CREATE TABLE untold.stay (id int PRIMARY KEY, arrived date);
  INSERT INTO untold.stay SELECT id, arrived FROM told.stay;`;

const database = useDatabase();
let told: ScrubPlan;
let untold: ScrubPlan;
const classOf = (plan: ScrubPlan, table: string, column: string) =>
  plan.tables[table]?.columns[column]?.class;

beforeAll(async () => {
  await database.client.query(structure);
  await database.client.query('ANALYZE');
  const source = { fingerprint: 'f', server: 's' };
  told = await classify(database.client, { schemas: ['told'], source });
  untold = await classify(database.client, { schemas: ['untold'], source });
});

it('names that no list knows are recognised by the columns of the same source that surely hold them', () => {
  expect(classOf(told, 'told.loan', 'at_desk')).toBe('direct.person_name');
  expect(classOf(untold, 'untold.loan', 'at_desk')).toBe('unclassified');
});

it('what a source teaches leaves shares in the plan, and no value', () => {
  const evidence = told.tables['told.loan']?.columns.at_desk?.evidence?.join(' ') ?? '';
  expect(evidence).toMatch(/\d+ % are known from columns that surely hold direct\.person_name/);
  expect(JSON.stringify(told)).not.toMatch(/Zorv|Quem|Brax/);
});

it('the key of a table that signs people in is a secret, the key of another kind of session is not', () => {
  expect(classOf(told, 'told.session', 'id')).toBe('secret.session');
  expect(classOf(untold, 'untold.session', 'id')).toBe('technical');
});

it('dates over the length of a life are birth dates beside a name, and dates without one', () => {
  expect(classOf(told, 'told.stay', 'arrived')).toBe('direct.birth_date');
  expect(classOf(untold, 'untold.stay', 'arrived')).toBe('business.value');
});

it('values of many kinds, some of which reach people, are free text', () => {
  expect(classOf(told, 'told.attribute', 'value')).toBe('direct.free_text');
});

it('an interval is not taken for an address of the network', () => {
  expect(classOf(told, 'told.stay', 'waited')).toBe('business.value');
});

import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { ScrubPlan } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { checkPlan } from '../plan-check/check-plan';
import { sampleMasked } from '../plan-check/sample/sample-masked';
import { classify } from './classify';

/** What a classification may never do: carry a value, trust a name in the structure, overlook what lies inside. */

const canary = 'Zyxwana Qorbelund';
const structure = `
  CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
  CREATE SCHEMA clinic;
  CREATE TYPE clinic.contact AS (mail text, floor int);
  CREATE TYPE clinic.boss AS ENUM ('none', 'anna.smith@clinic.example');
  CREATE TABLE clinic.patient (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, contact clinic.contact, mails text[], extra jsonb, raw text,
    picture oid, rest public.hstore, search tsvector, seen inet DEFAULT '203.0.113.7', born date, visits int4range, boss clinic.boss,
    chief text DEFAULT 'Maria Schmidt', CHECK (name <> 'john.doe@clinic.example'));
  CREATE TABLE clinic.visit (id int, patient int REFERENCES clinic.patient, at timestamptz, note text) PARTITION BY RANGE (id);
  CREATE TABLE clinic.visit_one PARTITION OF clinic.visit FOR VALUES FROM (0) TO (1000);
  CREATE TABLE clinic."od""d.table
" ("co.l" text, "mail ünï" text);
  CREATE VIEW clinic.vip AS SELECT * FROM clinic.patient WHERE name = 'DE89 3704 0044 0532 0130 00';
  CREATE INDEX patient_partial ON clinic.patient (name) WHERE name <> '+49 171 1234567';
  COMMENT ON TABLE clinic.patient IS 'Questions to Jane Miller, +49 30 1234567';
  CREATE DOMAIN clinic.desk AS text DEFAULT 'ask.otto@clinic.example';
  CREATE TABLE clinic.ward (head text) PARTITION BY LIST (head);
  CREATE TABLE clinic.ward_one PARTITION OF clinic.ward FOR VALUES IN ('eva.stein@clinic.example');
  CREATE INDEX ward_head ON clinic.ward (head);
  CREATE FUNCTION clinic.sender() RETURNS text BEGIN ATOMIC SELECT 'no.reply.karl@clinic.example'; END;
  CREATE POLICY own ON clinic.ward USING (head = 'lena.adam@clinic.example');
  COMMENT ON POLICY own ON clinic.ward IS 'Asked for by +49 171 1234567';
  CREATE TABLE clinic.empty (mail text, what text);
  INSERT INTO clinic.patient (name, contact, mails, extra, raw, rest, search, born)
    SELECT '${canary} ' || i, ROW('zyx' || i || '@qorbelund.example', 3)::clinic.contact, ARRAY['zyx' || i || '@qorbelund.example'],
      jsonb_build_object('doctor', jsonb_build_object('email', 'zyx' || i || '@qorbelund.example', 'room', i), 'codes', jsonb_build_array('zyx@qorbelund.example')),
      '{"iban": "DE89370400440532013000"}', public.hstore(ARRAY['e-mail', 'zyx' || i || '@qorbelund.example', 'floor', (i % 3)::text]), to_tsvector('simple', '${canary}'), '1980-01-01'
      FROM generate_series(1, 50) i;
  INSERT INTO clinic.visit SELECT i, i, now(), 'Patient ${canary} came in again today' FROM generate_series(1, 50) i;
  INSERT INTO clinic."od""d.table
" SELECT 'a', 'x' || i || '@y.example' FROM generate_series(1, 20) i;
  SELECT lo_create(0)`;

const database = useDatabase();
let plan: ScrubPlan;
const columnOf = (table: string, name: string) => plan.tables[table]?.columns[name];

beforeAll(async () => {
  await database.client.query(structure);
  await database.client.query('ANALYZE');
  plan = await classify(database.client, { schemas: ['clinic'], source: { fingerprint: 'f', server: 's' } });
});

it('no value of any row or of the structure stands in the plan', () => {
  const text = JSON.stringify(plan);
  for (const part of [
    'Zyxwana',
    'Qorbelund',
    'qorbelund',
    '3704',
    'Jane',
    'Miller',
    'anna.smith',
    'ask.otto',
    'eva.stein',
    'no.reply.karl',
    'lena.adam',
    '1234567',
    '203.0.113',
  ])
    expect(text).not.toContain(part);
});

it('what lies inside documents, arrays, composites, hstore and text that holds JSON is found', () => {
  expect(columnOf('clinic.patient', 'contact')).toMatchObject({
    class: 'direct.mail',
    mask: { name: 'fields', fields: { mail: { name: 'mail' } } },
  });
  expect(columnOf('clinic.patient', 'mails')).toMatchObject({
    class: 'direct.mail',
    mask: { name: 'array', element: { name: 'mail' } },
  });
  expect(columnOf('clinic.patient', 'extra')).toMatchObject({ class: 'direct.mail', mask: { name: 'json' } });
  expect(JSON.stringify(columnOf('clinic.patient', 'extra')?.mask)).toContain('"doctor"');
  expect(columnOf('clinic.patient', 'raw')?.class).toBe('direct.account_number');
  expect(columnOf('clinic.patient', 'rest')).toMatchObject({
    class: 'direct.mail',
    mask: { name: 'hstore', keys: { 'e-mail': { name: 'mail' } } },
  });
  expect(columnOf('clinic.patient', 'search')?.class).toBe('direct.free_text');
});

it('a partitioned table is classified once, at its root, and its rows speak', () => {
  expect(plan.tables['clinic.visit_one']).toBeUndefined();
  expect(columnOf('clinic.visit', 'note')?.class).toBe('direct.free_text');
});

it('names with quotes, points, newlines and accents are planned like any other', () => {
  const odd = Object.entries(plan.tables).find(([key]) => key.includes('od'));
  expect(odd?.[1].columns['mail ünï']?.class).toBe('direct.mail');
});

it('a table without rows is judged by its names, and what stays unsure is unclassified', () => {
  expect(columnOf('clinic.empty', 'mail')?.class).toBe('direct.mail');
  expect(columnOf('clinic.empty', 'what')?.class).toBe('unclassified');
});

it('personal data in comments, defaults, checks, enum labels, partition bounds, functions, policies, predicates and views is reported by place', () => {
  const places = Object.keys(plan.structure).join('\n');
  for (const place of [
    'comment on table clinic.patient',
    'default of clinic.patient.chief',
    'default of clinic.patient.seen',
    'enum clinic.boss',
    'check ',
    'index clinic.patient_partial',
    'default of clinic.desk',
    'bound of partition clinic.ward_one',
    'function clinic.sender',
    'policy own on clinic.ward',
    'comment on policy own on clinic.ward',
    'view clinic.vip',
    'large objects',
  ])
    expect(places).toContain(place);
  expect(plan.structure['comment on table clinic.patient']?.decision).toBe('drop');
  expect(plan.structure['enum clinic.boss']?.decision).toBe('open');
});

it('every mask that was proposed fits, so that a person only has to close what is open', async () => {
  const catalogue = await readCatalogue(database.client, ['clinic']);
  const { refusals } = await checkPlan(plan, catalogue, { client: database.client, server: 's' });
  expect(refusals.filter(({ code }) => !['unclassified', 'structure_open'].includes(code))).toEqual([]);
});

it('classifying again gives the same plan', async () => {
  expect(
    await classify(database.client, { schemas: ['clinic'], source: { fingerprint: 'f', server: 's' } }),
  ).toEqual(plan);
});

it('masked samples stand beside the shape of the original and never beside the original', async () => {
  const catalogue = await readCatalogue(database.client, ['clinic']);
  const table = catalogue.tables.find(({ key }) => key === 'clinic.visit');
  if (!table) throw new Error('no such table');
  const rows = await sampleMasked(database.client, table, plan, catalogue, 3);
  expect(rows).toHaveLength(3);
  const note = rows[0]?.find(({ column }) => column === 'note');
  expect(note?.shape).toMatch(/^[Aa ·…]+$/);
  expect(JSON.stringify(rows)).not.toContain('Qorbelund');
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { Certificate } from '../../../certificate-format/certificate';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { type Decision, planFor } from '../../snapshot/plan.fixture';
import { copy, type Database, query } from '../../snapshot/promises/two-databases.fixture';
import { proveSnapshot } from '../prove-snapshot';

/**
 * Values of masked columns planted in every kind of place of an honest copy, each another person's: one proof finds all of
 * them, and names the place and the column that each comes from.
 */

const people = `
  CREATE SCHEMA clinic;
  CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
  CREATE EXTENSION IF NOT EXISTS citext SCHEMA public;
  SET search_path = clinic, public;
  CREATE DOMAIN slug AS text;
  CREATE TYPE rooms AS RANGE (subtype = text);
  CREATE TYPE seat AS (place text, floor int);
  CREATE TYPE mood AS ENUM ('glad', 'sad');
  CREATE TABLE patient (id int PRIMARY KEY, name text, email text, phone text, iban text, card text, tax text, login text, token text,
    session uuid, home text, ip inet, aliases text[], details jsonb, extra hstore, contact seat);
  INSERT INTO patient SELECT g, (ARRAY['Anna','Ben','Clara','Dirk'])[1 + g % 4] || ' ' || (ARRAY['Quendlow','Zarnthorpe','Vexbridge'])[1 + g % 3] || chr(97 + g % 26),
      'mail' || g || '@clinic-' || g % 7 || '.de', '+49 30 ' || 20000000 + g * 7919, 'DE' || 10 + g % 80 || '37040044' || 5320130000 + g * 977,
      '4539 5787 ' || 6300 + g || ' ' || 1000 + g, 86095742719 + g * 1013, 'login.' || g * 37, md5('t' || g), md5('s' || g)::uuid,
      'Amselweg ' || g, '93.184.0.0'::inet + g, ARRAY['alias' || g || 'x', 'other' || g], jsonb_build_object('owner', 'Owner Plumquist' || chr(97 + g % 26), 'kind', 'k' || g % 3),
      hstore('guardian', 'guard' || g || '@home.de'), ROW('chair ' || g, g)::seat FROM generate_series(1, 300) g;
  CREATE TABLE place (id int PRIMARY KEY, note text, sentence text, tags text[], doc jsonb, raw json, page xml, attrs hstore, handle citext, slug slug,
    span rooms, pair seat, ref uuid, made text GENERATED ALWAYS AS ('made' || id) STORED, mixed jsonb);
  INSERT INTO place (id, note, sentence, tags, doc, raw, page, attrs, handle, slug, span, pair, ref, mixed) SELECT g, 'plain', 'The room was cleaned at noon.', ARRAY['red', 'blue'], '{"a": 1}', '{"b": 2}', '<p>text</p>', 'k=>v', 'handle', 'slug', '[a,b]',
      ROW('here', 1)::seat, md5('r' || g)::uuid, '{"kind": "k1"}' FROM generate_series(1, 300) g;
  CREATE TABLE lot (id int NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
  CREATE TABLE lot_rest PARTITION OF lot DEFAULT;
  CREATE TABLE rule_made (id int);
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`;

const keep = { name: 'keep' };
const masked: Record<string, Decision> = {
  'patient.name': { class: 'direct.person_name', mask: { name: 'person_name' } },
  'patient.email': { class: 'direct.mail', mask: { name: 'mail' } },
  'patient.phone': { class: 'direct.phone', mask: { name: 'phone' } },
  'patient.iban': { class: 'direct.account_number', mask: { name: 'digits' } },
  'patient.card': { class: 'direct.card_number', mask: { name: 'digits' } },
  'patient.tax': { class: 'direct.national_id', mask: { name: 'digits' } },
  'patient.login': { class: 'direct.username', mask: { name: 'pseudonym' } },
  'patient.token': { class: 'secret.token', mask: { name: 'token' } },
  'patient.session': { class: 'secret.session', mask: { name: 'pseudonym' } },
  'patient.home': { class: 'direct.address', mask: { name: 'postal_address' } },
  'patient.ip': { class: 'direct.ip_address', mask: { name: 'ip' } },
  'patient.aliases': { class: 'direct.username', mask: { name: 'array', element: { name: 'pseudonym' } } },
  'patient.details': {
    class: 'direct.free_text',
    mask: {
      name: 'json',
      shape: { keys: { owner: { mask: { name: 'person_name' } }, kind: { mask: keep } } },
    },
    reason: 'the kind says nothing',
  },
  'patient.extra': {
    class: 'direct.free_text',
    mask: { name: 'hstore', keys: { guardian: { name: 'mail' } } },
  },
  'patient.contact': {
    class: 'direct.username',
    mask: { name: 'fields', fields: { place: { name: 'pseudonym' }, floor: keep } },
    reason: 'floors',
  },
  'place.mixed': {
    class: 'direct.free_text',
    mask: { name: 'json', shape: { keys: { kind: { mask: keep }, who: { mask: { name: 'person_name' } } } } },
    reason: 'kinds',
  },
};

const first = 'clinic.patient.';
/** What is planted, how, where it is found, and the column that it comes from. */
const plants: [what: string, sql: string, place: string, from: string][] = [
  [
    'a mail as a whole text',
    `UPDATE place SET note = 'mail17@clinic-3.de' WHERE id = 1`,
    'clinic.place, column "note"',
    'email',
  ],
  [
    'a mail in capitals in a sentence',
    `UPDATE place SET sentence = 'Ask MAIL18@Clinic-4.de, please.' WHERE id = 2`,
    'clinic.place, column "sentence"',
    'email',
  ],
  [
    'a telephone number written otherwise',
    `UPDATE place SET note = 'call 030/20150461 now' WHERE id = 3`,
    'clinic.place, column "note"',
    'phone',
  ],
  [
    'a telephone number in a row',
    `UPDATE place SET sentence = 'or 004930' || 20000000 + 20 * 7919 WHERE id = 4`,
    'clinic.place, column "sentence"',
    'phone',
  ],
  [
    'an account in groups',
    `UPDATE place SET sentence = 'pay to DE31 3704 0044 5320 1505 17 soon' WHERE id = 5`,
    'clinic.place, column "sentence"',
    'iban',
  ],
  [
    'a card with hyphens',
    `UPDATE place SET note = '4539-5787-6322-1022' WHERE id = 6`,
    'clinic.place, column "note"',
    'card',
  ],
  [
    'a tax number',
    `UPDATE place SET sentence = 'tax no. ' || 86095742719 + 23 * 1013 WHERE id = 7`,
    'clinic.place, column "sentence"',
    'tax',
  ],
  [
    'a name of two words',
    `UPDATE place SET note = 'Anna Quendlowy' WHERE id = 8`,
    'clinic.place, column "note"',
    'name',
  ],
  [
    'a name turned round',
    `UPDATE place SET sentence = 'Seen by zarnthorpez, ben today' WHERE id = 9`,
    'clinic.place, column "sentence"',
    'name',
  ],
  [
    'a rare word of a name',
    `UPDATE place SET sentence = 'Ms. Vexbridgec was here.' WHERE id = 10`,
    'clinic.place, column "sentence"',
    'name',
  ],
  [
    'a token',
    `UPDATE place SET note = 'key=' || md5('t30') WHERE id = 11`,
    'clinic.place, column "note"',
    'token',
  ],
  [
    'a session in a sentence',
    `UPDATE place SET sentence = 'see ' || md5('s31')::uuid || '.' WHERE id = 12`,
    'clinic.place, column "sentence"',
    'session',
  ],
  [
    'a session among keys',
    `UPDATE place SET ref = md5('s32')::uuid WHERE id = 13`,
    'clinic.place, column "ref"',
    'session',
  ],
  ['a login', `UPDATE place SET note = 'login.1221' WHERE id = 14`, 'clinic.place, column "note"', 'login'],
  [
    'an address',
    `UPDATE place SET sentence = 'Delivered to Amselweg 34 at noon' WHERE id = 15`,
    'clinic.place, column "sentence"',
    'home',
  ],
  [
    'an address of the network',
    `UPDATE place SET sentence = 'from 93.184.0.35' WHERE id = 16`,
    'clinic.place, column "sentence"',
    'ip',
  ],
  [
    'an element of an array',
    `UPDATE place SET tags = ARRAY['red', 'alias36x'] WHERE id = 17`,
    'clinic.place, column "tags"',
    'aliases',
  ],
  [
    'a name in an array',
    `UPDATE place SET tags = ARRAY['blue', 'Clara Quendlowm'] WHERE id = 18`,
    'clinic.place, column "tags"',
    'name',
  ],
  [
    'a leaf of a document',
    `UPDATE place SET doc = '{"a": {"b": ["Owner Plumquistm"]}}' WHERE id = 19`,
    'clinic.place, column "doc"',
    'details.owner',
  ],
  [
    'a key of a document',
    `UPDATE place SET doc = '{"mail39@clinic-4.de": 1}' WHERE id = 20`,
    'clinic.place, column "doc"',
    'email',
  ],
  [
    'a document that escapes letters',
    String.raw`UPDATE place SET raw = '{"a": "mail40\u0040clinic-5.de"}' WHERE id = 21`,
    'clinic.place, column "raw"',
    'email',
  ],
  [
    'a kept leaf of a masked document',
    `UPDATE place SET mixed = '{"kind": "Dirk Zarnthorpep", "who": "x"}' WHERE id = 22`,
    'clinic.place, column "mixed"',
    'name',
  ],
  [
    'xml',
    `UPDATE place SET page = '<p>mail42@clinic-0.de</p>' WHERE id = 23`,
    'clinic.place, column "page"',
    'email',
  ],
  [
    'an hstore',
    `UPDATE place SET attrs = 'a=>"guard43@home.de"' WHERE id = 24`,
    'clinic.place, column "attrs"',
    'extra.guardian',
  ],
  [
    'a key of an hstore',
    `UPDATE place SET attrs = '"mail44@clinic-2.de"=>1' WHERE id = 25`,
    'clinic.place, column "attrs"',
    'email',
  ],
  [
    'citext',
    `UPDATE place SET handle = 'Login.1665' WHERE id = 26`,
    'clinic.place, column "handle"',
    'login',
  ],
  [
    'a domain',
    `UPDATE place SET slug = 'clara-vexbridgeu' WHERE id = 27`,
    'clinic.place, column "slug"',
    'name',
  ],
  [
    'a range of text',
    `UPDATE place SET span = '[mail46@clinic-4.de,z]' WHERE id = 28`,
    'clinic.place, column "span"',
    'email',
  ],
  [
    'a field of a row',
    `UPDATE place SET pair = ROW('mail47@clinic-5.de', 1)::seat WHERE id = 29`,
    'clinic.place, column "pair"',
    'email',
  ],
  ['a comment', `COMMENT ON TABLE place IS 'ask mail48@clinic-6.de'`, 'comment table place', 'email'],
  [
    'a default',
    `ALTER TABLE place ALTER note SET DEFAULT 'mail49@clinic-0.de'`,
    'column place.note',
    'email',
  ],
  [
    'a check',
    `ALTER TABLE place ADD CONSTRAINT other CHECK (note <> 'Vexbridgez')`,
    'constraint place.other',
    'name',
  ],
  ['a label of an enum', `ALTER TYPE mood ADD VALUE 'mail50@clinic-1.de'`, 'enum mood', 'email'],
  ['a view', `CREATE VIEW seen AS SELECT 'mail51@clinic-2.de' AS x`, 'view seen', 'email'],
  [
    'a materialized view',
    `CREATE MATERIALIZED VIEW kept AS SELECT 'mail52@clinic-3.de'::text AS x`,
    'materialized view kept',
    'email',
  ],
  [
    'a function',
    `CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'mail53@clinic-4.de' $$`,
    'function f',
    'email',
  ],
  ['an index', `CREATE INDEX part ON place (id) WHERE note <> 'mail54@clinic-5.de'`, 'index part', 'email'],
  [
    'a bound of a partition',
    `CREATE TABLE lot_one PARTITION OF lot FOR VALUES IN ('mail55@clinic-6.de')`,
    'table lot_one',
    'email',
  ],
  ['the name of a sequence', `CREATE SEQUENCE "mail56@clinic-0.de"`, 'sequence mail56@clinic-0.de', 'email'],
  ['the name of a table', `CREATE TABLE ben_zarnthorpex (id int)`, 'table ben_zarnthorpex', 'name'],
  [
    'a generated column',
    `ALTER TABLE rule_made ADD g text GENERATED ALWAYS AS ('mail57@clinic-1.de') STORED`,
    'column rule_made.g',
    'email',
  ],
  [
    'a policy',
    `CREATE POLICY mine ON place USING (note <> 'mail58@clinic-2.de')`,
    'policy place.mine',
    'email',
  ],
  [
    'an argument of a trigger',
    `CREATE TRIGGER t BEFORE INSERT ON place FOR EACH ROW EXECUTE FUNCTION touch('mail59@clinic-3.de')`,
    'trigger place.t',
    'email',
  ],
  [
    'a rule',
    `CREATE RULE r AS ON INSERT TO rule_made WHERE new.id::text = 'mail60@clinic-4.de' DO INSTEAD NOTHING`,
    'rule rule_made.r',
    'email',
  ],
  [
    'statistics over an expression',
    `CREATE STATISTICS st ON (note || 'mail61@clinic-5.de'), id FROM place`,
    'statistics st',
    'email',
  ],
  ['a default of a domain', `ALTER DOMAIN slug SET DEFAULT 'mail62@clinic-6.de'`, 'domain slug', 'email'],
];

let source: Database;
let target: Database;
let plan: ScrubPlan;
let honest: Certificate;
let planted: Certificate;

beforeAll(async () => {
  [source, target] = [await createDatabase(), await createDatabase()];
  await query(source, people);
  plan = await planFor(source.url, ['clinic'], masked);
  await copy(plan, source, target);
  honest = await proveSnapshot(plan, { source, target, jobs: 2 });
  await query(target, `SET search_path = clinic, public; ${plants.map(([, sql]) => sql).join(';\n')}`);
  planted = await proveSnapshot(plan, { source, target, jobs: 2 });
});

afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
});

it('an honest copy holds none of them', () => {
  expect(honest.failures).toEqual([]);
  expect(honest.elsewhere).toEqual([]);
});

it.each(plants)('%s is found with its place and its column', (_what, _sql, place, from) => {
  const met = planted.elsewhere?.filter(({ means }) => means === 'somebody') ?? [];
  expect(
    met.map((each) => `${each.place} from ${each.from}`).filter((line) => line.startsWith(place)),
  ).toContainEqual(
    expect.stringMatching(new RegExp(`^${place.replaceAll(/[.()]/g, '\\$&')}.* from ${first}${from}$`)),
  );
});

it('no value is in the certificate', () => {
  const { failures, ...others } = planted;
  expect(JSON.stringify(others.elsewhere)).not.toMatch(/clara|quendlow|4539|amselweg/i);
  expect(failures.length).toBeGreaterThan(30);
});

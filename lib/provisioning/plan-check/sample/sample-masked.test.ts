import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { MaskSpec, ScrubPlan } from '../../../plan-format/scrub-plan';
import { readCatalogue } from '../../catalogue/catalogue';
import { sampleMasked } from './sample-masked';

/** One canary in every kind of place that a plan can keep; none may be among what a reviewer is shown. */
const canary = 'Zyxwana';
const keep: MaskSpec = { name: 'keep' };
const mail: MaskSpec = { name: 'mail' };

const masks: Record<string, MaskSpec> = {
  plain: keep,
  note: { name: 'free_text', mode: 'redact' },
  document: {
    name: 'json',
    shape: {
      keys: {
        theme: { mask: keep },
        mail: { mask: mail },
        rooms: { items: { keys: { head: { mask: keep }, mail: { mask: mail } } } },
      },
    },
  },
  list: { name: 'array', element: keep },
  person: { name: 'fields', fields: { mail, head: keep } },
  rest: { name: 'hstore', keys: { mail, head: keep } },
  large: { name: 'json', shape: { keys: { head: { mask: keep } } } },
  hidden: mail,
};
const types: Record<string, string> = {
  plain: 'text',
  note: 'text',
  document: 'jsonb',
  list: 'text[]',
  person: 'ward.person',
  rest: 'public.hstore',
  large: 'jsonb',
  hidden: 'text',
};

const database = useDatabase();

beforeAll(async () => {
  await database.client.query(`
    CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public;
    CREATE SCHEMA ward;
    CREATE TYPE ward.person AS (mail text, head text);
    CREATE TABLE ward.bed (${Object.entries(types).map(([name, type]) => `${name} ${type}`)});
    INSERT INTO ward.bed VALUES ('${canary} 7', 'Seen by ${canary} 7',
      '{"theme": "${canary} 7", "mail": "a@real.example", "rooms": [{"head": "${canary} 7", "mail": "b@real.example"}]}',
      '{"${canary} 7"}', ROW('c@real.example', '${canary} 7'), 'mail => "d@real.example", head => "${canary} 7"',
      jsonb_build_object('head', repeat('${canary} ', 5000)), 'e@real.example')`);
});

it('of what a plan keeps, in a column or deep inside one, a sample shows the shape and never the value', async () => {
  const catalogue = await readCatalogue(database.client, ['ward']);
  const table = catalogue.tables.find(({ key }) => key === 'ward.bed');
  if (!table) throw new Error('the table was made');
  const columns = Object.fromEntries(
    table.columns.map(({ name, type }) => [
      name,
      { type: type.declared, class: 'business.value' as const, mask: masks[name] ?? keep, reason: 'Kept.' },
    ]),
  );
  const plan: ScrubPlan = {
    formatVersion: 1,
    source: { fingerprint: 'f', server: 's' },
    schemas: ['ward'],
    tables: { 'ward.bed': { columns } },
    links: [],
    structure: {},
  };
  const [row] = await sampleMasked(database.client, table, plan, catalogue, 1);
  const shown = Object.fromEntries((row ?? []).map(({ column, ...sample }) => [column, sample]));
  expect(Object.keys(shown).sort()).toEqual(Object.keys(masks).sort());
  expect(JSON.stringify(shown)).not.toContain(canary);
  expect(JSON.stringify(shown)).not.toContain('real.example');
  expect(shown.plain).toEqual({ shape: 'Aaaaa 9', masked: 'Aaaaa 9', isKept: true });
  const inside = JSON.parse(shown.document?.masked ?? '');
  expect(inside.theme).toBe('Aaaaa 9');
  expect(inside.rooms[0].head).toBe('Aaaaa 9');
  for (const masked of [inside.mail, inside.rooms[0].mail, shown.hidden?.masked])
    expect(masked).toMatch(/@example\.test$/);
  expect(shown.hidden?.isKept).toBe(false);
  for (const name of ['note', 'document', 'list', 'person', 'rest', 'large'])
    expect(shown[name]?.isKept, name).toBe(true);
});

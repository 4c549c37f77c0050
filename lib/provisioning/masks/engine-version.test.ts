import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { readCatalogue } from '../catalogue/catalogue';
import { planFor } from '../snapshot/plan.fixture';
import { compileSelect } from './compile/compile-select';
import { engineVersion, masks, masksDigest } from './registry';

/**
 * Masks on columns that they fit. The key in this table is the mask's name, with what tells it apart. A mask that is not in
 * it is tried on a column of text, without parameters.
 */
const written: Record<string, { type: string; mask: MaskSpec }> = {
  keep: { type: 'text', mask: { name: 'keep' } },
  null: { type: 'text', mask: { name: 'null' } },
  constant: { type: 'text', mask: { name: 'constant', value: 'x' } },
  pseudonym: { type: 'text', mask: { name: 'pseudonym' } },
  pseudonym_of_number: { type: 'bigint UNIQUE', mask: { name: 'pseudonym' } },
  pseudonym_of_uuid: { type: 'uuid', mask: { name: 'pseudonym' } },
  person_name: { type: 'text', mask: { name: 'person_name' } },
  mail: { type: 'text', mask: { name: 'mail' } },
  mail_unique: { type: 'text UNIQUE', mask: { name: 'mail' } },
  phone: { type: 'text', mask: { name: 'phone' } },
  phone_unique: { type: 'text UNIQUE', mask: { name: 'phone' } },
  postal_address: { type: 'text', mask: { name: 'postal_address' } },
  city: { type: 'text', mask: { name: 'city' } },
  company: { type: 'text', mask: { name: 'company' } },
  ip: { type: 'inet', mask: { name: 'ip' } },
  url_host: { type: 'text', mask: { name: 'url_host' } },
  file_name: { type: 'text', mask: { name: 'file_name' } },
  digits: { type: 'text', mask: { name: 'digits' } },
  card: { type: 'text', mask: { name: 'card' } },
  iban: { type: 'text', mask: { name: 'iban' } },
  date_shift: { type: 'date', mask: { name: 'date_shift', subject: 'keep' } },
  year_only: { type: 'date', mask: { name: 'year_only' } },
  age_band: { type: 'int', mask: { name: 'age_band' } },
  numeric_noise: { type: 'numeric(9,2)', mask: { name: 'numeric_noise' } },
  bucket: { type: 'int', mask: { name: 'bucket' } },
  free_text: { type: 'text', mask: { name: 'free_text' } },
  free_text_redacted: { type: 'text', mask: { name: 'free_text', mode: 'redact' } },
  json_keys: {
    type: 'jsonb',
    mask: {
      name: 'json',
      shape: {
        keys: {},
        others: { key: { mask: { name: 'pseudonym' } }, value: { mask: { name: 'mail' } } },
      },
    },
  },
  json: { type: 'jsonb', mask: { name: 'json', shape: { keys: { a: { mask: { name: 'mail' } } } } } },
  array: { type: 'text[]', mask: { name: 'array', element: { name: 'token' } } },
  fields: { type: 'tenant.pair', mask: { name: 'fields', fields: { a: { name: 'token' } } } },
  range: { type: 'int4range', mask: { name: 'range', bound: { name: 'bucket' } } },
  hstore: { type: 'tenant.hstore', mask: { name: 'hstore', keys: { a: { name: 'token' } } } },
  hstore_keys: {
    type: 'tenant.hstore',
    mask: {
      name: 'hstore',
      keys: {},
      others: { key: { mask: { name: 'pseudonym' } }, value: { mask: { name: 'token' } } },
    },
  },
  token_of_bytes: { type: 'bytea', mask: { name: 'token' } },
  token: { type: 'text', mask: { name: 'token' } },
  neutralise: { type: 'text', mask: { name: 'neutralise', as: 'url' } },
};

const covered = new Set(Object.values(written).map(({ mask }) => mask.name));
const columns = {
  ...written,
  ...Object.fromEntries(
    masks
      .filter(({ name }) => !covered.has(name))
      .map(({ name }) => [name, { type: 'text', mask: { name } }]),
  ),
};

test('a mask whose SQL changed has raised the engine’s version', async () => {
  const database = await createDatabase();
  const client = new Client(database.url);
  await client.connect();
  try {
    const declared = Object.entries(columns).map(([column, { type }]) => `"${column}" ${type}`);
    await client.query(
      `CREATE SCHEMA tenant; CREATE TYPE tenant.pair AS (a text); CREATE EXTENSION hstore SCHEMA tenant;
       CREATE TABLE tenant.thing (${declared.join(', ')}); SET search_path = pg_catalog`,
    );
    const decisions = Object.entries(columns).map(([column, { mask }]) => [
      `thing.${column}`,
      { class: 'business.value' as const, mask, reason: 'A test.' },
    ]);
    const plan = await planFor(database.url, ['tenant'], Object.fromEntries(decisions));
    const catalogue = await readCatalogue(client, ['tenant']);
    const table = catalogue.tables.find(({ name }) => name === 'thing');
    if (!table) throw new Error('the table is not in the catalogue');
    const { sql } = compileSelect(table, plan, catalogue);
    const digest = createHash('sha256').update(sql).digest('hex').slice(0, 16);
    // Where it differs, raise `engineVersion` and write the new digest beside it.
    expect(digest, `version ${engineVersion}`).toBe(masksDigest);
  } finally {
    await client.end();
    await database.drop();
  }
});

import type { MaskSpec } from '@/lib/plan-format/scrub-plan';

/** One column to mask: what it holds in row `g`, and how it is masked. `unique` puts a unique constraint on it. */
export type Sample = { name: string; type: string; value: string; mask: MaskSpec; unique?: true };

const mail = `'user' || g || '@firma-' || g % 500 || '.de'`;
const phone = `'+49 30 ' || 10000000 + g`;
const card = `'4111 1111 ' || lpad((g % 10000)::text, 4, '0') || ' ' || 1000 + g % 9000`;
const iban = `'DE' || 10 + g % 80 || lpad((g::int8 * 7919)::text, 18, '0')`;
const note = `substr(repeat('Called the customer about the part, who was not at home. ' || g || ' ', 3), 1, 60 + g % 60)`;
const document = `jsonb_build_object('kind', 'click', 'mail', 'user' || g || '@firma.de', 'who', 'Vor' || g % 99,
  'amount', g % 1000, 'path', '/orders/' || g)`;

/** Values as the layouts of the copy's benchmark hold them, under every mask that reads its value. */
export const samples: readonly Sample[] = [
  { name: 'constant', type: 'text', value: note, mask: { name: 'constant', value: 'none' } },
  { name: 'pseudonym of text', type: 'text', value: `upper(md5('s' || g))`, mask: { name: 'pseudonym' } },
  { name: 'pseudonym of int8', type: 'int8', value: 'g', mask: { name: 'pseudonym' } },
  { name: 'pseudonym of int8', type: 'int8', value: 'g', mask: { name: 'pseudonym' }, unique: true },
  { name: 'pseudonym of uuid', type: 'uuid', value: `md5('u' || g)::uuid`, mask: { name: 'pseudonym' } },
  {
    name: 'person_name',
    type: 'text',
    value: `'Vorname' || g % 5003 || ' Nachname' || g % 9973`,
    mask: { name: 'person_name' },
  },
  { name: 'mail', type: 'text', value: mail, mask: { name: 'mail' } },
  { name: 'mail', type: 'text', value: mail, mask: { name: 'mail' }, unique: true },
  { name: 'phone', type: 'text', value: phone, mask: { name: 'phone' } },
  { name: 'phone', type: 'text', value: phone, mask: { name: 'phone' }, unique: true },
  {
    name: 'phone with letters',
    type: 'text',
    value: `'0' || 30 || '-' || 1000000 + g || ' ext. ' || g % 99`,
    mask: { name: 'phone' },
  },
  {
    name: 'postal_address',
    type: 'text',
    value: `'Hauptstrasse ' || g % 300`,
    mask: { name: 'postal_address' },
  },
  { name: 'city', type: 'text', value: `'Stadt' || g % 200`, mask: { name: 'city' } },
  { name: 'company', type: 'text', value: `'Firma ' || g % 5000 || ' GmbH'`, mask: { name: 'company' } },
  { name: 'ip of inet', type: 'inet', value: `'10.0.0.0'::inet + g`, mask: { name: 'ip' } },
  { name: 'ip of text', type: 'text', value: `host('10.0.0.0'::inet + g)`, mask: { name: 'ip' } },
  { name: 'url_host', type: 'text', value: `'https://firma.de/orders/' || g`, mask: { name: 'url_host' } },
  { name: 'file_name', type: 'text', value: `'scan-of-' || g || '.pdf'`, mask: { name: 'file_name' } },
  { name: 'digits', type: 'text', value: `'K-' || 1000000 + g`, mask: { name: 'digits' } },
  {
    name: 'digits',
    type: 'text',
    value: `'K-' || 1000000 + g`,
    mask: { name: 'digits', letters: 'keep' },
    unique: true,
  },
  { name: 'card', type: 'text', value: card, mask: { name: 'card' } },
  {
    name: 'card',
    type: 'text',
    value: `'4111 1111 ' || 10000000 + g`,
    mask: { name: 'card' },
    unique: true,
  },
  { name: 'iban', type: 'text', value: iban, mask: { name: 'iban' } },
  { name: 'iban', type: 'text', value: iban, mask: { name: 'iban' }, unique: true },
  {
    name: 'date_shift of date',
    type: 'date',
    value: `'1940-01-01'::date + g % 25000`,
    mask: { name: 'date_shift', subject: 'id' },
  },
  {
    name: 'date_shift of timestamptz',
    type: 'timestamptz',
    value: `'2020-01-01'::timestamptz + g * interval '1 minute'`,
    mask: { name: 'date_shift', subject: 'id' },
  },
  {
    name: 'year_only',
    type: 'date',
    value: `'1940-01-01'::date + g % 25000`,
    mask: { name: 'year_only' },
  },
  { name: 'age_band', type: 'date', value: `'1940-01-01'::date + g % 25000`, mask: { name: 'age_band' } },
  {
    name: 'numeric_noise',
    type: 'numeric(12,2)',
    value: '(g % 100000) / 7.0',
    mask: { name: 'numeric_noise' },
  },
  { name: 'bucket', type: 'numeric(12,2)', value: '(g % 100000) / 7.0', mask: { name: 'bucket', width: 10 } },
  { name: 'free_text', type: 'text', value: note, mask: { name: 'free_text' } },
  {
    name: 'free_text, redacted',
    type: 'text',
    value: note,
    mask: { name: 'free_text', mode: 'redact' },
  },
  { name: 'token', type: 'text', value: `md5('k' || g) || md5('l' || g)`, mask: { name: 'token' } },
  {
    name: 'json, one key masked and two kept',
    type: 'jsonb',
    value: document,
    mask: {
      name: 'json',
      shape: {
        keys: {
          kind: { mask: { name: 'keep' } },
          amount: { mask: { name: 'keep' }, type: 'number' },
          mail: { mask: { name: 'mail' } },
        },
      },
    },
  },
  {
    name: 'array of pseudonyms',
    type: 'text[]',
    value: `ARRAY['tag' || g % 20, 'x' || g % 7]`,
    mask: { name: 'array', element: { name: 'pseudonym' } },
  },
];

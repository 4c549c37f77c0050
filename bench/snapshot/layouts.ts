import type { PlanColumn } from '@/lib/plan-format/scrub-plan';

/**
 * The sources to copy. Each is a schema of at least 5 million rows and about 1 GB at scale 1, with keys, foreign keys
 * and indexes as an application has them, and with every kind of column that is masked.
 *
 * `even`: ten tables of about one size. `skewed`: one table holds most rows, so that it has to be split. `documents`:
 * partitions, jsonb and long texts, where bytes outweigh rows.
 */
export type Layout = {
  name: string;
  /** SQL that makes and fills the schema `tenant`; `scale` multiplies the rows. */
  sql: (scale: number) => string;
  /** Masks by table and column; every other column is kept. */
  masks: Record<string, Record<string, Omit<PlanColumn, 'type'>>>;
};

const masks = {
  name: { class: 'direct.person_name', mask: { name: 'person_name' } },
  mail: { class: 'direct.mail', mask: { name: 'mail' } },
  phone: { class: 'direct.phone', mask: { name: 'phone' } },
  street: { class: 'direct.address', mask: { name: 'postal_address' } },
  city: { class: 'direct.address', mask: { name: 'city' } },
  born: { class: 'direct.birth_date', mask: { name: 'date_shift', subject: 'id' } },
  shifted: { class: 'quasi.identifier', mask: { name: 'date_shift', subject: 'person_id' } },
  ip: { class: 'direct.ip_address', mask: { name: 'ip' } },
  token: { class: 'secret.token', mask: { name: 'token' } },
  pseudonym: { class: 'direct.device', mask: { name: 'pseudonym' } },
  text: { class: 'direct.free_text', mask: { name: 'free_text' } },
  amount: { class: 'business.value', mask: { name: 'bucket', width: 10 } },
} satisfies Record<string, Omit<PlanColumn, 'type'>>;

const person = (rows: number) => `
  CREATE TABLE tenant.person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL,
    mail text NOT NULL UNIQUE, phone text, street text, city text, born date, created_at timestamptz NOT NULL);
  INSERT INTO tenant.person (name, mail, phone, street, city, born, created_at)
    SELECT 'Vorname' || g % 5003 || ' Nachname' || g % 9973, 'user' || g || '@firma-' || g % 500 || '.de',
           '+49 30 ' || 10000000 + g, 'Hauptstrasse ' || g % 300, 'Stadt' || g % 200, '1940-01-01'::date + g % 25000,
           '2020-01-01'::timestamptz + g * interval '1 minute'
      FROM generate_series(1, ${rows}) g;
  CREATE INDEX ON tenant.person (city);`;

const child = (
  table: string,
  columns: string,
  values: string,
  rows: number,
  people: number,
  index: string,
) => `
  CREATE TABLE tenant.${table} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES tenant.person, ${columns});
  INSERT INTO tenant.${table} SELECT g, 1 + (g::bigint * 7919) % ${people}, ${values} FROM generate_series(1, ${rows}) g;
  CREATE INDEX ON tenant.${table} (person_id);
  ${index}`;

const overriding = (sql: string) =>
  sql.replaceAll(/INSERT INTO (\S+) SELECT g,/g, 'INSERT INTO $1 OVERRIDING SYSTEM VALUE SELECT g,');

const text = (length: number) =>
  `substr(repeat('Called the customer about the part, who was not at home. ' || g || ' ', 9), 1, ${length} + g % ${length})`;

const even: Layout = {
  name: 'even',
  sql: (scale) => {
    const n = Math.round(500_000 * scale);
    const table = (name: string, columns: string, values: string, index = '') =>
      child(name, columns, values, n, n, index);
    return overriding(`CREATE SCHEMA tenant; ${person(n)}
      ${table('login', 'at timestamptz NOT NULL, ip inet, agent text', `now() - g * interval '1 second', '10.0.0.0'::inet + g, 'Mozilla/5.0 (X11; Linux) Gecko ' || g % 100`)}
      ${table('device', 'serial text NOT NULL, secret text', `upper(md5('s' || g)), md5('k' || g) || md5('l' || g)`, 'CREATE INDEX ON tenant.device (serial);')}
      ${table('orders', 'placed_on date, cents numeric(12,2), note text', `'2021-01-01'::date + g % 1500, (g % 100000) / 7.0, ${text(60)}`, 'CREATE INDEX ON tenant.orders (placed_on);')}
      ${table('address', 'street text, city text, contact text', `'Am Markt ' || g % 400, 'Ort' || g % 300, 'Vor' || g % 99 || ' Nach' || g % 9999`)}
      ${table('payment', 'paid_at timestamptz, cents bigint, reference text', `now() - g * interval '1 minute', g % 99999, md5('p' || g)`)}
      ${table('ticket', 'opened_at timestamptz, body text', `now() - g * interval '1 hour', ${text(150)}`)}
      ${table('message', 'recipient text, body text', `'user' || g || '@kunde.de', ${text(120)}`)}
      ${table('part', 'code text, weight float8, title text', `'P-' || g, g * 1.5, 'Part number ' || g`, 'CREATE UNIQUE INDEX ON tenant.part (code);')}
      ${table('audit', 'at timestamptz, action text, detail text', `now() - g * interval '1 second', (ARRAY['create','update','delete'])[1 + g % 3], 'record ' || g`)}`);
  },
  masks: {
    'tenant.person': {
      name: masks.name,
      mail: masks.mail,
      phone: masks.phone,
      street: masks.street,
      city: masks.city,
      born: masks.born,
    },
    'tenant.login': { ip: masks.ip, at: masks.shifted },
    'tenant.device': { serial: masks.pseudonym, secret: masks.token },
    'tenant.orders': { placed_on: masks.shifted, cents: masks.amount, note: masks.text },
    'tenant.address': { street: masks.street, city: masks.city, contact: masks.name },
    'tenant.payment': { reference: masks.token },
    'tenant.ticket': { body: masks.text },
    'tenant.message': { recipient: masks.mail, body: masks.text },
  },
};

const skewed: Layout = {
  name: 'skewed',
  sql: (scale) => {
    const people = Math.round(300_000 * scale);
    return overriding(`CREATE SCHEMA tenant; ${person(people)}
      ${child('measurement', 'at timestamptz NOT NULL, device text, value float8, unit text, note text', `'2022-01-01'::timestamptz + g * interval '5 seconds', md5('d' || g % 50000), g * 0.25, 'mm', CASE WHEN g % 4 = 0 THEN ${text(80)} END`, Math.round(4_500_000 * scale), people, 'CREATE INDEX ON tenant.measurement (at);')}
      ${child('run', 'started_at timestamptz, operator text', `now() - g * interval '1 minute', 'Vor' || g % 99 || ' Nach' || g % 999`, Math.round(500_000 * scale), people, '')}`);
  },
  masks: {
    'tenant.person': even.masks['tenant.person'] ?? {},
    'tenant.measurement': { at: masks.shifted, device: masks.pseudonym, note: masks.text },
    'tenant.run': { operator: masks.name },
  },
};

const documents: Layout = {
  name: 'documents',
  sql: (scale) => {
    const n = Math.round(1_000_000 * scale);
    const partitions = Array.from(
      { length: 8 },
      (_, at) =>
        `CREATE TABLE tenant.event_${at} PARTITION OF tenant.event FOR VALUES WITH (MODULUS 8, REMAINDER ${at});`,
    );
    return overriding(`CREATE SCHEMA tenant; ${person(n)}
      CREATE TABLE tenant.event (id bigint NOT NULL, person_id bigint NOT NULL REFERENCES tenant.person, at timestamptz,
        payload jsonb NOT NULL, PRIMARY KEY (id)) PARTITION BY HASH (id);
      ${partitions.join('\n')}
      INSERT INTO tenant.event SELECT g, 1 + (g::bigint * 7919) % ${n}, now() - g * interval '1 second',
          jsonb_build_object('kind', 'click', 'mail', 'user' || g || '@firma.de', 'who', 'Vor' || g % 99,
                             'amount', g % 1000, 'path', '/orders/' || g)
        FROM generate_series(1, ${2 * n}) g;
      CREATE INDEX ON tenant.event (person_id);
      ${child('note', 'written_at timestamptz, body text', `now() - g * interval '1 hour', ${text(200)}`, n, n, '')}
      ${child('attachment', 'file text, tags text[], ip inet', `'scan-of-' || g || '.pdf', ARRAY['tag' || g % 20, 'x' || g % 7], '10.0.0.0'::inet + g`, n, n, '')}`);
  },
  masks: {
    'tenant.person': even.masks['tenant.person'] ?? {},
    'tenant.event': {
      at: masks.shifted,
      payload: {
        class: 'direct.free_text',
        reason: 'the kind of an event and its amount say nothing of a person',
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
    },
    'tenant.note': { body: masks.text, written_at: masks.shifted },
    'tenant.attachment': { file: { class: 'direct.free_text', mask: { name: 'file_name' } }, ip: masks.ip },
  },
};

export const layouts: readonly Layout[] = [even, skewed, documents];

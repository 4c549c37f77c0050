import type { CanaryPlace } from './place.fixture';

/** Ways to hold a text, as a type and an expression over the canary's literal. */
const values: [label: string, type: string, value: (literal: string) => string][] = [
  ['text', 'text', (c) => c],
  ['varchar', 'varchar(90)', (c) => c],
  ['char', 'char(90)', (c) => c],
  ['name', 'name', (c) => `left(${c}, 63)::name`],
  ['citext', 'public.citext', (c) => c],
  ['a domain', 'tenant.note', (c) => c],
  ['a long text', 'text', (c) => `repeat(${c} || ' ', 900)`],
  ['XML', 'xml', (c) => `xmlelement(name a, ${c})`],
  ['a search vector', 'tsvector', (c) => `to_tsvector('simple', ${c})`],
  ['a search query', 'tsquery', (c) => `plainto_tsquery('simple', ${c})`],
  ['bytes', 'bytea', (c) => `convert_to(${c}, 'UTF8')`],
  ['an array of text', 'text[]', (c) => `ARRAY['a', ${c}]`],
  ['an array of two dimensions', 'text[]', (c) => `ARRAY[ARRAY['a', ${c}]]`],
  ['an array of domains', 'tenant.note[]', (c) => `ARRAY[${c}]::tenant.note[]`],
  ['an array of bytes', 'bytea[]', (c) => `ARRAY[convert_to(${c}, 'UTF8')]`],
  ['a range of text', 'tenant.span', (c) => `tenant.span(${c}, NULL)`],
  ['several ranges of text', 'tenant.spans', (c) => `tenant.spans(tenant.span(${c}, NULL))`],
  ['a composite', 'tenant.pair', (c) => `ROW(${c}, '{}')::tenant.pair`],
  [
    'a document inside a composite',
    'tenant.pair',
    (c) => `ROW('', jsonb_build_object('note', ${c}))::tenant.pair`,
  ],
  ['a key inside a composite', 'tenant.pair', (c) => `ROW('', jsonb_build_object(${c}, 1))::tenant.pair`],
  ['an array of composites', 'tenant.pair[]', (c) => `ARRAY[ROW(${c}, '{}')::tenant.pair]`],
  ['a value of jsonb', 'jsonb', (c) => `jsonb_build_object('note', ${c})`],
  ['a whole jsonb', 'jsonb', (c) => `to_jsonb(${c})`],
  ['a key of jsonb', 'jsonb', (c) => `jsonb_build_object(${c}, 1)`],
  ['a key beside fields', 'jsonb', (c) => `jsonb_build_object('count', 1, ${c}, 1)`],
  [
    'a nested key',
    'jsonb',
    (c) => `jsonb_build_object('votes', jsonb_build_object('of', jsonb_build_object(${c}, 1)))`,
  ],
  ['a key above another', 'jsonb', (c) => `jsonb_build_object(${c}, jsonb_build_object('count', 1))`],
  [
    'a key in a list',
    'jsonb',
    (c) => `jsonb_build_object('items', jsonb_build_array(jsonb_build_object(${c}, 1)))`,
  ],
  ['a value in a list', 'jsonb', (c) => `jsonb_build_object('items', jsonb_build_array(1, ${c}))`],
  ['a value of json', 'json', (c) => `json_build_object('note', ${c})`],
  ['a key of json', 'json', (c) => `json_build_object(${c}, 1)`],
  ['the first of two equal keys', 'json', (c) => `('{"note": "' || ${c} || '", "note": "x"}')::json`],
  ['a value of a written document', 'text', (c) => `jsonb_build_object('note', ${c})::text`],
  ['a key of a written document', 'text', (c) => `jsonb_build_object(${c}, 1)::text`],
  ['a key in an array of documents', 'jsonb[]', (c) => `ARRAY[jsonb_build_object(${c}, 1)]`],
  ['a value in an array of documents', 'json[]', (c) => `ARRAY[json_build_object('note', ${c})]`],
  ['a value of hstore', 'public.hstore', (c) => `public.hstore('note', ${c})`],
  ['a key of hstore', 'public.hstore', (c) => `public.hstore(${c}, '1')`],
  ['a key in an array of hstore', 'public.hstore[]', (c) => `ARRAY[public.hstore(${c}, '1')]`],
  ['a path of jsonb', 'jsonpath', (c) => `('$."' || ${c} || '"')::jsonpath`],
];

/** Rows beside the one that holds a canary, so that a column has values, and a sample shows what they are. */
const rows = 12;

const table = (at: number, type: string) =>
  `CREATE TABLE tenant.held${at} (id int PRIMARY KEY, held ${type})`;
const filled = (at: number, value: string) =>
  `INSERT INTO tenant.held${at} SELECT g, ${value} FROM generate_series(1, ${rows}) g`;

const inRows = values.map(
  ([label, type, value], at): CanaryPlace => ({
    label: `a row, in ${label}`,
    plant: (canary) => `${table(at, type)}; ${filled(at, value(`(g || '.${canary}')`))};`,
  }),
);

/** The same columns with few words of nobody in them, into which a row with a canary comes later. */
export const typedPlaces = values.map(([label, type, value], at) => ({
  label,
  table: `tenant.held${at}`,
  make: `${table(at, type)}; ${filled(at, value(`(ARRAY['open', 'closed', 'none'])[1 + g % 3]`))}`,
  add: (canary: string) => `INSERT INTO tenant.held${at} SELECT 99, ${value(`'${canary}'::text`)}`,
}));

/** What is made from rows, or keeps them in another way. */
const derived: [label: string, plant: CanaryPlace['plant']][] = [
  ['a partition', (c) => `INSERT INTO tenant.parted VALUES (1, '${c}')`],
  [
    'a table that inherits',
    (c) =>
      `CREATE TABLE tenant.heir (more text) INHERITS (tenant.parent); INSERT INTO tenant.heir VALUES (1, 'x', '${c}')`,
  ],
  [
    'an unlogged table',
    (c) => `CREATE UNLOGGED TABLE tenant.loose (held text); INSERT INTO tenant.loose VALUES ('${c}')`,
  ],
  [
    'a table under row security',
    (c) =>
      `CREATE TABLE tenant.guarded (held text); INSERT INTO tenant.guarded VALUES ('${c}'); ALTER TABLE tenant.guarded ENABLE ROW LEVEL SECURITY`,
  ],
  [
    'a generated column',
    (c) =>
      `CREATE TABLE tenant.twice (held text, again text GENERATED ALWAYS AS (held || '!') STORED); INSERT INTO tenant.twice VALUES ('${c}')`,
  ],
  [
    'a materialized view',
    (c) =>
      `CREATE TABLE tenant.seen (held text); INSERT INTO tenant.seen VALUES ('${c}'); CREATE MATERIALIZED VIEW tenant.sight AS SELECT held FROM tenant.seen`,
  ],
  [
    'an index over an expression',
    (c) =>
      `CREATE TABLE tenant.sorted (held text); INSERT INTO tenant.sorted SELECT '${c}' FROM generate_series(1, 300); CREATE INDEX ON tenant.sorted (lower(held))`,
  ],
  [
    'statistics of a column',
    (c) =>
      `CREATE TABLE tenant.common (held text); INSERT INTO tenant.common SELECT '${c}' FROM generate_series(1, 300)`,
  ],
  [
    'statistics of two columns',
    (c) =>
      `CREATE TABLE tenant.joint (held text, other int); INSERT INTO tenant.joint SELECT '${c}', 1 FROM generate_series(1, 300); CREATE STATISTICS tenant.both (mcv) ON held, other FROM tenant.joint`,
  ],
  [
    'a referenced key',
    (c) =>
      `CREATE TABLE tenant.head (mail text PRIMARY KEY); CREATE TABLE tenant.tail (mail text REFERENCES tenant.head); INSERT INTO tenant.head VALUES ('${c}'); INSERT INTO tenant.tail VALUES ('${c}')`,
  ],
  ['a large object', (c) => `SELECT lo_from_bytea(0, '${c}'::bytea)`],
];

/** Places in rows and in what is made of rows. */
export const rowPlaces: CanaryPlace[] = [
  ...inRows,
  ...derived.map(([label, plant]) => ({ label: `what is made of rows: ${label}`, plant })),
];

import { codePlaces } from './code.fixture';
import type { CanaryPlace, StructurePlace } from './place.fixture';

const comments: StructurePlace[] = [
  ['a schema', 'schema tenant', (c) => `COMMENT ON SCHEMA tenant IS 'ask ${c}'`],
  ['a table', 'table tenant.thing', (c) => `COMMENT ON TABLE tenant.thing IS '${c}'`],
  ['a column', 'column tenant.thing.note', (c) => `COMMENT ON COLUMN tenant.thing.note IS '${c}'`],
  ['an index', 'index tenant.thing_pkey', (c) => `COMMENT ON INDEX tenant.thing_pkey IS '${c}'`],
  [
    'a constraint',
    'table constraint thing_pkey on tenant.thing',
    (c) => `COMMENT ON CONSTRAINT thing_pkey ON tenant.thing IS '${c}'`,
  ],
  ['a sequence', 'sequence tenant.counter', (c) => `COMMENT ON SEQUENCE tenant.counter IS '${c}'`],
  ['a type', 'type tenant.pair', (c) => `COMMENT ON TYPE tenant.pair IS '${c}'`],
  ['a domain', 'type tenant.note', (c) => `COMMENT ON DOMAIN tenant.note IS '${c}'`],
  ['a function', 'function tenant.fired()', (c) => `COMMENT ON FUNCTION tenant.fired() IS '${c}'`],
  ['a partitioned table', 'table tenant.parts', (c) => `COMMENT ON TABLE tenant.parts IS '${c}'`],
];

const names: StructurePlace[] = [
  ['a sequence', 'sequence', (c) => `CREATE SEQUENCE tenant."${c}"`],
  ['a table', 'table', (c) => `CREATE TABLE tenant."${c}" (id int)`],
  ['a column', 'column', (c) => `ALTER TABLE tenant.thing ADD "${c}" int`],
  ['a constraint', 'constraint', (c) => `ALTER TABLE tenant.thing ADD CONSTRAINT "${c}" CHECK (id > 0)`],
  ['an index', 'index', (c) => `CREATE INDEX "${c}" ON tenant.thing (id)`],
  ['a view', 'view', (c) => `CREATE VIEW tenant."${c}" AS SELECT 1 AS one`],
  ['a column of a view', 'column', (c) => `CREATE VIEW tenant.odd AS SELECT 1 AS "${c}"`],
  [
    'a materialized view',
    'materialized view',
    (c) => `CREATE MATERIALIZED VIEW tenant."${c}" AS SELECT 1 AS one`,
  ],
  ['a composite', 'composite type', (c) => `CREATE TYPE tenant."${c}" AS (a int)`],
  ['a field of a composite', 'column', (c) => `CREATE TYPE tenant.oddity AS ("${c}" int)`],
  ['an enum', 'enum', (c) => `CREATE TYPE tenant."${c}" AS ENUM ('x')`],
  ['a domain', 'domain', (c) => `CREATE DOMAIN tenant."${c}" AS int`],
  ['a range', 'range', (c) => `CREATE TYPE tenant."${c}" AS RANGE (subtype = int4)`],
  ['a function', 'function', (c) => `CREATE FUNCTION tenant."${c}"() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
  [
    'an argument',
    'argument',
    (c) => `CREATE FUNCTION tenant.odds("${c}" int) RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'a trigger',
    'trigger',
    (c) => `CREATE TRIGGER "${c}" BEFORE INSERT ON tenant.thing FOR EACH ROW EXECUTE FUNCTION tenant.fired()`,
  ],
  ['a policy', 'policy', (c) => `CREATE POLICY "${c}" ON tenant.thing USING (true)`],
  ['a rule', 'rule', (c) => `CREATE RULE "${c}" AS ON UPDATE TO tenant.looked DO INSTEAD NOTHING`],
  ['statistics', 'statistics', (c) => `CREATE STATISTICS tenant."${c}" ON id, other FROM tenant.thing`],
  ['a partition', 'table', (c) => `CREATE TABLE tenant."${c}" PARTITION OF tenant.parts FOR VALUES IN ('x')`],
];

const all: StructurePlace[] = [
  ...codePlaces,
  ...comments.map(
    ([label, named, plant]): StructurePlace => [`a comment on ${label}`, `comment on ${named}`, plant],
  ),
  ...names.map(
    ([label, named, plant]): StructurePlace => [`the name of ${label}`, `name of ${named}`, plant],
  ),
];

/** Places whose texts are part of the structure. */
export const structurePlaces: CanaryPlace[] = all.map(([label, named, plant]) => ({
  label,
  named: new RegExp(`^${named.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:$|\\W)`),
  plant: (canary) => `SET search_path = tenant; ${plant(canary)};`,
}));

import type { StructurePlace } from './place.fixture';

/** Texts of the structure that people write in code. */
export const codePlaces: readonly StructurePlace[] = [
  ['a default', 'default of tenant.thing.d', (c) => `ALTER TABLE tenant.thing ADD d text DEFAULT '${c}'`],
  [
    'a default of a domain',
    'default of tenant.owner',
    (c) => `CREATE DOMAIN tenant.owner AS text DEFAULT '${c}'`,
  ],
  [
    'a generation expression',
    'default of tenant.thing.made',
    (c) =>
      `ALTER TABLE tenant.thing ADD made text GENERATED ALWAYS AS (CASE WHEN other > 0 THEN '${c}' END) STORED`,
  ],
  [
    'a check',
    'check few of tenant.thing',
    (c) => `ALTER TABLE tenant.thing ADD CONSTRAINT few CHECK (note <> '${c}')`,
  ],
  [
    'a check of a domain',
    'check not_theirs of tenant.other',
    (c) => `CREATE DOMAIN tenant.other AS text CONSTRAINT not_theirs CHECK (VALUE <> '${c}')`,
  ],
  [
    'a bound of a list',
    'bound of partition tenant.listed',
    (c) => `CREATE TABLE tenant.listed PARTITION OF tenant.parts FOR VALUES IN ('${c}')`,
  ],
  [
    'a bound of a range',
    'bound of partition tenant.ranged',
    (c) => `CREATE TABLE tenant.ranged PARTITION OF tenant.stretch FOR VALUES FROM ('a') TO ('${c}')`,
  ],
  [
    'a key of partitions',
    'partition key of tenant.split',
    (c) => `CREATE TABLE tenant.split (id int, held text) PARTITION BY LIST ((coalesce(held, '${c}')))`,
  ],
  [
    'a predicate of an index',
    'index tenant.part',
    (c) => `CREATE INDEX part ON tenant.thing (id) WHERE note <> '${c}'`,
  ],
  [
    'an expression of an index',
    'index tenant.expr',
    (c) => `CREATE INDEX expr ON tenant.thing ((note || '${c}'))`,
  ],
  [
    'an exclusion',
    'check apart of tenant.thing',
    (c) => `ALTER TABLE tenant.thing ADD CONSTRAINT apart EXCLUDE (id WITH =) WHERE (note = '${c}')`,
  ],
  [
    'an expression of statistics',
    'statistics tenant.told',
    (c) => `CREATE STATISTICS tenant.told ON (note || '${c}'), other FROM tenant.thing`,
  ],
  ['a view', 'view tenant.view', (c) => `CREATE VIEW tenant.view AS SELECT '${c}' AS held`],
  [
    'a materialized view',
    'materialized view tenant.mview',
    (c) => `CREATE MATERIALIZED VIEW tenant.mview AS SELECT id FROM tenant.thing WHERE note <> '${c}'`,
  ],
  [
    'a body',
    'function tenant.body',
    (c) => `CREATE FUNCTION tenant.body() RETURNS text LANGUAGE sql AS $b$ SELECT '${c}'::text $b$`,
  ],
  [
    'a body of standard SQL',
    'function tenant.atomic',
    (c) => `CREATE FUNCTION tenant.atomic() RETURNS text LANGUAGE sql BEGIN ATOMIC SELECT '${c}'::text; END`,
  ],
  [
    'a remark in a body',
    'function tenant.remark',
    (c) =>
      `CREATE FUNCTION tenant.remark() RETURNS int LANGUAGE plpgsql AS $b$ BEGIN -- ask ${c}\n RETURN 1; END $b$`,
  ],
  [
    'a default of an argument',
    'function tenant.given',
    (c) => `CREATE FUNCTION tenant.given(a text DEFAULT '${c}') RETURNS int LANGUAGE sql AS 'SELECT 1'`,
  ],
  [
    'a setting of a function',
    'function tenant.setting',
    (c) =>
      `CREATE FUNCTION tenant.setting() RETURNS int LANGUAGE sql SET application_name = '${c}' AS 'SELECT 1'`,
  ],
  [
    'a procedure',
    'function tenant.proc',
    (c) => `CREATE PROCEDURE tenant.proc() LANGUAGE plpgsql AS $b$ BEGIN RAISE NOTICE '${c}'; END $b$`,
  ],
  [
    'the first value of an aggregate',
    'function tenant.joined',
    (c) => `CREATE AGGREGATE tenant.joined (text) (sfunc = textcat, stype = text, initcond = '${c}')`,
  ],
  [
    'a policy',
    'policy own on tenant.thing',
    (c) => `CREATE POLICY own ON tenant.thing USING (note = '${c}')`,
  ],
  [
    'a check of a policy',
    'policy wrote on tenant.thing',
    (c) => `CREATE POLICY wrote ON tenant.thing FOR INSERT WITH CHECK (note = '${c}')`,
  ],
  [
    'a condition of a trigger',
    'trigger fire on tenant.thing',
    (c) =>
      `CREATE TRIGGER fire BEFORE INSERT ON tenant.thing FOR EACH ROW WHEN (NEW.note = '${c}') EXECUTE FUNCTION tenant.fired()`,
  ],
  [
    'an argument of a trigger',
    'trigger told on tenant.thing',
    (c) =>
      `CREATE TRIGGER told BEFORE INSERT ON tenant.thing FOR EACH ROW EXECUTE FUNCTION tenant.fired('${c}')`,
  ],
  [
    'a rule',
    'rule away on tenant.ruled',
    (c) =>
      `CREATE TABLE tenant.ruled (id int); CREATE RULE away AS ON DELETE TO tenant.ruled WHERE current_user = '${c}' DO INSTEAD NOTHING`,
  ],
  ['a label of an enum', 'enum tenant.mood', (c) => `CREATE TYPE tenant.mood AS ENUM ('calm', '${c}')`],
];

import { describe, expect, it } from 'vitest';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { masked, planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/**
 * Rows that depend on other rows, whatever the order in which tables are filled. In each source the table that is read
 * comes last by name and is the larger one, so that a copy which goes by either would meet the reader first.
 */

const database = useDatabases();

const words = `
  CREATE SCHEMA app;
  CREATE TABLE app.z_words (id serial PRIMARY KEY, val text UNIQUE, pad text);
  INSERT INTO app.z_words (val, pad) SELECT 'v' || g, repeat('x', 99) FROM generate_series(1, 200) g;
  CREATE FUNCTION app.known(v text) RETURNS boolean LANGUAGE sql STABLE
    BEGIN ATOMIC SELECT EXISTS (SELECT 1 FROM app.z_words WHERE val = v); END;
  CREATE FUNCTION app.number_of(v text) RETURNS int LANGUAGE plpgsql IMMUTABLE
    AS 'BEGIN RETURN (SELECT id FROM app.z_words WHERE val = v); END';`;

const fill = (table: string, columns = 'val') =>
  `INSERT INTO app.${table} (${columns}) SELECT 'v' || (1 + g % 200) FROM generate_series(1, 2000) g;`;

const sources: [string, string][] = [
  [
    'a check that reads another table',
    `CREATE TABLE app.a_rows (id serial PRIMARY KEY, val text NOT NULL, CONSTRAINT val_known CHECK (app.known(val)));
     ${fill('a_rows')}`,
  ],
  [
    'such a check whose function names its table without the schema',
    `SET search_path = app;
     CREATE FUNCTION app.bare(v text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM z_words WHERE val = v)';
     CREATE TABLE app.a_rows (val text CHECK (app.bare(val))); ${fill('a_rows')}`,
  ],
  [
    'such a check by an operator that people made',
    `CREATE FUNCTION app.same(v text, w text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM app.z_words WHERE val = v AND val = w)';
     CREATE OPERATOR app.=== (FUNCTION = app.same, LEFTARG = text, RIGHTARG = text);
     CREATE TABLE app.a_rows (val text CHECK (val OPERATOR(app.===) val)); ${fill('a_rows')}`,
  ],
  [
    'such a check that heirs have from their parent, of their own, and not at all',
    `CREATE TABLE app.a_rows (val text, CONSTRAINT val_known CHECK (app.known(val)), CONSTRAINT alone CHECK (app.known(val)) NO INHERIT);
     CREATE TABLE app.a_heir (n int) INHERITS (app.a_rows);
     CREATE TABLE app.a_twice (n int, CONSTRAINT val_known CHECK (app.known(val)), CONSTRAINT own CHECK (app.known(val))) INHERITS (app.a_rows);
     CREATE TABLE app.a_last () INHERITS (app.a_twice, app.a_heir);
     ${['a_rows', 'a_heir', 'a_twice', 'a_last'].map((table) => fill(table)).join('')}`,
  ],
  [
    'such a check of a partitioned table and of a partition',
    `CREATE TABLE app.a_rows (n int, val text, CONSTRAINT val_known CHECK (app.known(val))) PARTITION BY RANGE (n);
     CREATE TABLE app.a_low PARTITION OF app.a_rows (CONSTRAINT low CHECK (app.known(val))) FOR VALUES FROM (0) TO (1000);
     CREATE TABLE app.a_high PARTITION OF app.a_rows FOR VALUES FROM (1000) TO (5000);
     INSERT INTO app.a_rows SELECT g, 'v' || (1 + g % 200) FROM generate_series(1, 2000) g;`,
  ],
  [
    'such a check of a domain, of a domain over it, and one that was never validated',
    `CREATE DOMAIN app.word AS text CONSTRAINT known CHECK (VALUE IS NULL OR app.known(VALUE)) CONSTRAINT short CHECK (length(VALUE) < 9);
     CREATE DOMAIN app.other AS app.word CHECK (VALUE <> 'v0');
     CREATE TABLE app.a_rows (val app.word, other app.other); ${fill('a_rows')}
     UPDATE app.a_rows SET other = val;
     INSERT INTO app.a_rows VALUES ('v1', 'v2');
     ALTER TABLE app.a_rows ADD CONSTRAINT never CHECK (app.known(val || '!')) NOT VALID;`,
  ],
  [
    'such a check of a domain inside of arrays and rows',
    `CREATE DOMAIN app.word AS text CONSTRAINT known CHECK (app.known(VALUE));
     CREATE TYPE app.pair AS (one app.word, two int);
     CREATE TABLE app.a_rows (val app.word, list app.word[], pair app.pair);
     INSERT INTO app.a_rows SELECT v, ARRAY[v, 'v1'], ROW(v, g)::app.pair
       FROM (SELECT g, 'v' || (1 + g % 200) AS v FROM generate_series(1, 2000) g) AS made;`,
  ],
  [
    'a generated column, an index and a unique index whose function reads another table',
    `CREATE TABLE app.a_rows (val text, number int GENERATED ALWAYS AS (app.number_of(val)) STORED);
     ${fill('a_rows')}
     CREATE INDEX a_index ON app.a_rows (app.number_of(val));
     CREATE TABLE app.b_rows (val text);
     INSERT INTO app.b_rows SELECT 'v' || g FROM generate_series(1, 200) g;
     CREATE UNIQUE INDEX b_unique ON app.b_rows ((1 / app.number_of(val))) WHERE app.number_of(val) = 1;`,
  ],
  [
    'partitions that are chosen by what another table says',
    `CREATE TABLE app.a_rows (val text) PARTITION BY RANGE (app.number_of(val));
     CREATE TABLE app.a_low PARTITION OF app.a_rows FOR VALUES FROM (0) TO (100);
     CREATE TABLE app.a_high PARTITION OF app.a_rows FOR VALUES FROM (100) TO (500);
     ${fill('a_rows')}`,
  ],
  [
    'a check that reads a materialized view and the rows of its own table',
    `CREATE MATERIALIZED VIEW app.names AS SELECT val FROM app.z_words;
     CREATE FUNCTION app.named(v text) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT EXISTS (SELECT FROM app.names WHERE val = v)';
     CREATE TABLE app.a_rows (id int PRIMARY KEY, up int, val text CHECK (app.named(val)));
     CREATE FUNCTION app.there(n int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT n IS NULL OR EXISTS (SELECT FROM app.a_rows WHERE id = n)';
     INSERT INTO app.a_rows SELECT g, g - 1, 'v' || (1 + g % 200) FROM generate_series(1, 2000) g;
     UPDATE app.a_rows SET up = 2001 - id;
     ALTER TABLE app.a_rows ADD CONSTRAINT up_there CHECK (app.there(up));`,
  ],
];

/** What hashes, or is ordered, by what is not in the value: each is spread over four partitions. */
const scattered: [string, string, string][] = [
  ['an enum', 'app.state', '(enum_range(NULL::app.state))[1 + g % 8]'],
  ['an array of enums', 'app.state[]', 'ARRAY[(enum_range(NULL::app.state))[1 + g % 8]]'],
  ['a row that holds an enum', 'app.pair', 'ROW(g, (enum_range(NULL::app.state))[1 + g % 8])::app.pair'],
  ['a domain over an enum', 'app.status', '(enum_range(NULL::app.state))[1 + g % 8]'],
  ['a range of enums', 'app.span', 'app.span((enum_range(NULL::app.state))[1 + g % 8], NULL)'],
  ['text without regard to case', 'text COLLATE app.blind', `'V' || g`],
  ['text', 'text', `'v' || g`],
  [
    'an object identifier',
    'regclass',
    `(ARRAY['pg_class', 'app.z_words', 'app.z_words_id_seq'])[1 + g % 3]::regclass`,
  ],
  ['a whole number', 'int', 'g'],
];
const types = `
  CREATE TYPE app.state AS ENUM ('new', 'open', 'held', 'shut', 'gone', 'kept', 'lost', 'sold');
  CREATE TYPE app.pair AS (n int, st app.state);
  CREATE DOMAIN app.status AS app.state;
  CREATE TYPE app.span AS RANGE (SUBTYPE = app.state);
  CREATE COLLATION app.blind (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);`;
sources.push([
  `hash partitions by ${scattered.map(([name]) => name).join(', ')}`,
  scattered
    .map(
      ([, type, value], at) => `
        CREATE TABLE app.h${at} (g int, k ${type} NOT NULL) PARTITION BY HASH (k);
        ${[0, 1, 2, 3].map((rest) => `CREATE TABLE app.h${at}_${rest} PARTITION OF app.h${at} FOR VALUES WITH (MODULUS 4, REMAINDER ${rest});`).join('')}
        INSERT INTO app.h${at} SELECT g, ${value} FROM generate_series(1, 400) g;`,
    )
    .reduce((all, each) => all + each, `${types} CREATE TABLE app.a_rows ();`),
]);
sources.push([
  'partitions below partitions of which one hashes by an enum, beside lists and ranges',
  `${types} CREATE TABLE app.a_rows (g int, k app.state, t text) PARTITION BY RANGE (k);
   CREATE TABLE app.a_early PARTITION OF app.a_rows FOR VALUES FROM (MINVALUE) TO ('shut') PARTITION BY HASH (k);
   CREATE TABLE app.a_early_0 PARTITION OF app.a_early FOR VALUES WITH (MODULUS 2, REMAINDER 0);
   CREATE TABLE app.a_early_1 PARTITION OF app.a_early FOR VALUES WITH (MODULUS 2, REMAINDER 1) PARTITION BY RANGE (t);
   CREATE TABLE app.a_early_1_a PARTITION OF app.a_early_1 FOR VALUES FROM (MINVALUE) TO ('m');
   CREATE TABLE app.a_early_1_b PARTITION OF app.a_early_1 FOR VALUES FROM ('m') TO (MAXVALUE);
   CREATE TABLE app.a_rest PARTITION OF app.a_rows DEFAULT;
   INSERT INTO app.a_rows SELECT g, (enum_range(NULL::app.state))[1 + g % 8], chr(97 + g % 26) FROM generate_series(1, 400) g;`,
]);

const constraints = `SELECT conrelid::regclass::text, contypid::regtype::text, conname, convalidated, conislocal, coninhcount::int, connoinherit,
    pg_get_constraintdef(oid) AS is FROM pg_constraint WHERE connamespace = 'app'::regnamespace AND contype = 'c' ORDER BY 1, 2, 3`;

describe.each([1, 2])('with %i workers a copy takes', (jobs) => {
  it.each(sources)('%s', async (_title, sql) => {
    const [source, target] = [await database(), await database()];
    await query(source, words + sql);
    const plan = await planFor(source.url, ['app']);
    const proofs: string[][] = [];
    await copy(plan, source, target, {
      jobs,
      beforeRelease: async (held) => {
        proofs.push((await proveSnapshot(plan, { source, target, jobs, ...held })).failures);
      },
    });
    expect(proofs).toEqual([[]]);
    expect(await query(target, constraints)).toEqual(await query(source, constraints));
    const sum = `SELECT sum(hashtext(a::text))::text AS rows FROM app.a_rows a`;
    expect(await query(target, sum)).toEqual(await query(source, sum));
  });
});

describe('a check that reads another table', () => {
  const reader = `${words} CREATE TABLE app.a_rows (val text, CONSTRAINT val_known CHECK (app.known(val))); ${fill('a_rows')}`;
  const both = { 'z_words.val': masked.pseudonym, 'a_rows.val': masked.pseudonym };

  it('holds where the plan links what it compares', async () => {
    const [source, target] = [await database(), await database()];
    await query(source, reader);
    const plan = await planFor(source.url, ['app'], both);
    plan.links = [['app.a_rows.val', 'app.z_words.val']];
    await copy(plan, source, target);
    const found = await query(
      target,
      `SELECT count(*)::int AS n FROM app.a_rows WHERE val ~ '^v' OR NOT app.known(val)`,
    );
    expect(found).toEqual([{ n: 0 }]);
  });

  it.each([
    [
      'its own column is masked and the other is not linked',
      both,
      /"val": the check val_known would no longer hold/,
    ],
    [
      'the other column alone is masked',
      { 'z_words.val': masked.pseudonym },
      /"val_known" does not hold .* reads other rows/,
    ],
  ])('refuses the plan by name where %s', async (_title, decisions, said) => {
    const [source, target] = [await database(), await database()];
    await query(source, reader);
    const refused = await copy(await planFor(source.url, ['app'], decisions), source, target).catch(
      (error: unknown) => error,
    );
    expect(refused).toMatchObject({ refusals: [{ code: 'check_broken', constraint: 'val_known' }] });
    expect(String(refused)).toMatch(said);
  });

  it('fails by name where it no longer holds for the rows of the source itself', async () => {
    const [source, target] = [await database(), await database()];
    await query(source, `${reader} DELETE FROM app.z_words WHERE id = 7`);
    const failed = await copy(await planFor(source.url, ['app']), source, target).catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: 'data_invalid', sqlstate: '23514' });
    expect(String(failed)).toContain('val_known');
  });
});

import { Client } from 'pg';
import { expect, it } from 'vitest';
import { mergeDecisions } from '../../../plan-format/decide/merge-decisions';
import type { ScrubPlan, StructureFinding } from '../../../plan-format/scrub-plan';
import { classify } from '../../classify/classify';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { planFor } from '../plan.fixture';
import { copy, query, useDatabases } from './two-databases.fixture';

/** Every extension comes along, or a person decided otherwise. */
const database = useDatabases();

const dropped: StructureFinding = {
  found: ['an extension that no object needs'],
  shapes: [],
  decision: 'drop',
  reason: 'nobody calls it',
  decidedBy: 'Ada',
};

/** A function body that calls an extension's function: nothing in the catalogue points from one to the other. */
const inABody = `
  CREATE EXTENSION pgcrypto;
  CREATE TABLE t (id int PRIMARY KEY, b text);
  INSERT INTO t VALUES (1, 'x');
  CREATE FUNCTION tok(text) RETURNS text LANGUAGE plpgsql AS
    $$ BEGIN RETURN encode(digest($1, 'sha256'), 'hex'); END $$;
  CREATE FUNCTION t_before() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.b := tok(NEW.b); RETURN NEW; END $$;
  CREATE TRIGGER tb BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION t_before();`;

const installed = `SELECT x.extname::text AS name, n.nspname::text AS schema FROM pg_extension x
   JOIN pg_namespace n ON n.oid = x.extnamespace WHERE x.extname <> 'plpgsql' ORDER BY 1`;

const decided = (plan: ScrubPlan, structure: ScrubPlan['structure']): ScrubPlan => ({ ...plan, structure });

it('an extension that only a function body uses comes along, and its trigger works in the copy', async () => {
  const [source, target] = [await database(), await database()];
  await query(source, inABody);
  const plan = await planFor(source.url, ['public']);
  expect((await copy(plan, source, target)).notes).toEqual([]);
  await query(target, `INSERT INTO t VALUES (2, 'y')`);
  expect(await query(target, 'SELECT length(b) AS n FROM t WHERE id = 2')).toEqual([{ n: 64 }]);
  expect((await proveSnapshot(plan, { source, target, jobs: 1 })).failures).not.toContain('extension');
});

it('each lies where the source has it, in the order in which they need each other, a renamed schema included', async () => {
  const [source, target] = [await database(), await database()];
  await query(
    source,
    `CREATE SCHEMA tenant; CREATE SCHEMA "Ext tools";
     CREATE EXTENSION cube SCHEMA tenant; CREATE EXTENSION earthdistance SCHEMA "Ext tools";
     CREATE EXTENSION hstore SCHEMA "Ext tools"; CREATE EXTENSION plperl;
     CREATE TABLE tenant.t (id int PRIMARY KEY, place tenant.cube)`.replace('CREATE EXTENSION plperl;', ''),
  );
  await copy(await planFor(source.url, ['tenant']), source, target, { targetSchema: 'shop' });
  expect(await query(target, installed)).toEqual([
    { name: 'cube', schema: 'shop' },
    { name: 'earthdistance', schema: 'Ext tools' },
    { name: 'hstore', schema: 'Ext tools' },
  ]);
});

it('one stays behind when a person said why, and the notes say so; without a name it does not', async () => {
  const [source, target] = [await database(), await database()];
  await query(source, `${inABody} CREATE EXTENSION tablefunc`);
  const plan = await planFor(source.url, ['public']);
  const { decidedBy: _who, ...unsigned } = dropped;
  const nameless = decided(plan, { 'extension tablefunc': unsigned });
  await expect(copy(nameless, source, target)).rejects.toThrow(/"tablefunc" behind; say why and who/);
  const report = await copy(decided(plan, { 'extension tablefunc': dropped }), source, target);
  expect(report.notes).toEqual([
    'The extension "tablefunc" was left behind: Ada decided so: nobody calls it.',
  ]);
  expect(await query(target, installed)).toEqual([{ name: 'pgcrypto', schema: 'public' }]);
});

it.each([
  ['a type', 'CREATE EXTENSION citext', 'CREATE TABLE t (id int PRIMARY KEY, name citext)', 'citext'],
  [
    'a default',
    'CREATE EXTENSION "uuid-ossp"',
    'CREATE TABLE t (id uuid DEFAULT uuid_generate_v4())',
    'uuid-ossp',
  ],
  [
    'an index',
    'CREATE EXTENSION btree_gist',
    'CREATE TABLE t (n int); CREATE INDEX ON t USING gist (n)',
    'btree_gist',
  ],
  [
    'a trigger',
    'CREATE EXTENSION moddatetime',
    'CREATE TABLE t (at timestamp); CREATE TRIGGER m BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION moddatetime(at)',
    'moddatetime',
  ],
  ['a view', 'CREATE EXTENSION pg_trgm', `CREATE VIEW v AS SELECT similarity('a', 'b') AS s`, 'pg_trgm'],
  [
    'an access method',
    'CREATE EXTENSION bloom',
    'CREATE TABLE t (n int); CREATE INDEX ON t USING bloom (n)',
    'bloom',
  ],
])('one that %s needs cannot stay behind', async (_what, extension, sql, name) => {
  const [source, target] = [await database(), await database()];
  await query(source, `${extension}; ${sql}`);
  const plan = decided(await planFor(source.url, ['public']), { [`extension ${name}`]: dropped });
  await expect(copy(plan, source, target)).rejects.toThrow(`The extension "${name}" cannot stay behind: `);
  expect(await query(target, installed)).toEqual([]);
});

it('a proposal lists those that may stay behind, and a decision outlives the next proposal', async () => {
  const source = await database();
  await query(source, `${inABody} CREATE EXTENSION citext; ALTER TABLE t ADD name citext`);
  const client = new Client(source.url);
  await client.connect();
  const proposed = await classify(client, { schemas: ['public'], source: { fingerprint: '', server: '' } });
  await client.end();
  expect(proposed.structure).toMatchObject({ 'extension pgcrypto': { decision: 'keep' } });
  expect(Object.keys(proposed.structure)).not.toContain('extension citext');
  const earlier = decided(proposed, { 'extension pgcrypto': dropped });
  expect(mergeDecisions(earlier, proposed).structure['extension pgcrypto']).toEqual(dropped);
});

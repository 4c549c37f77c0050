import { Client, escapeIdentifier } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '@/lib/ids';
import { asSuperuser } from '@/lib/testing/database';
import type { BuildOrder } from '../build-order';
import { closeCopy, openCopy } from '../close-copy';
import { destroyCopy } from '../destroy-copy';
import { measureCopy } from '../measure-copy';
import { provision } from '../provision';
import { pruneTemplates } from '../prune-templates';
import { reconcile } from '../reconcile';
import { sealManifest } from '../snapshot/plan/manifest';
import { planFor } from '../snapshot/plan.fixture';
import { liveCopy, openWorkshop, tenantSchema, type Workshop } from './workshop.fixture';

/**
 * Code that hides in a schema, and everything of ours that touches a sandbox. Each trojan writes into the server's log
 * under whom it runs, and tries to become more: the provisioner, a superuser, the maker of a role of its own. They do run
 * while a sandbox is built, under a role that may be nothing but the owner of this one; they never run under a role that
 * could do harm.
 */
const mark = `trojan_${createId()}`;
const escaped = `escaped_${createId()}`;
const never = new AbortController().signal;
/** A name that would be three statements where somebody forgot to quote it. */
const hostileTable = `x"; \n ALTER ROLE CURRENT_USER SUPERUSER; --'`;

const trojans = (provisioner: string) => `
  SET search_path = ${tenantSchema};
  SET trojan.sleeps = 'yes';
  CREATE FUNCTION become_more(place text) RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = ${tenantSchema}, pg_temp AS $more$
    DECLARE attempt text;
    BEGIN
      FOREACH attempt IN ARRAY ARRAY['SET ROLE ${provisioner}', 'SET ROLE postgres', 'RESET ROLE', 'CREATE ROLE ${escaped}',
          'SET SESSION AUTHORIZATION postgres', 'CREATE ROLE ${escaped}', 'ALTER ROLE CURRENT_USER SUPERUSER',
          'GRANT pg_read_server_files TO CURRENT_USER', 'GRANT ${provisioner} TO CURRENT_USER',
          'COPY (SELECT 1) TO PROGRAM ''true'''] LOOP
        BEGIN
          EXECUTE attempt;
          IF attempt <> 'RESET ROLE' THEN RAISE LOG '${mark} % achieved "%" as %', place, attempt, current_user; END IF;
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
      END LOOP;
    END $more$;
  CREATE FUNCTION spy(place text, input text) RETURNS text LANGUAGE plpgsql IMMUTABLE SET search_path = ${tenantSchema}, pg_temp AS $spy$
    BEGIN
      IF current_setting('trojan.sleeps', true) = 'yes' THEN RETURN input; END IF;
      RAISE LOG '${mark} % session=% current=%', place, session_user, current_user;
      PERFORM become_more(place);
      RETURN input;
    END $spy$;
  CREATE FUNCTION spy_row() RETURNS trigger LANGUAGE plpgsql SET search_path = ${tenantSchema}, pg_temp AS
    $$ BEGIN PERFORM spy('trigger', 'x'); RETURN NEW; END $$;
  CREATE FUNCTION spied_equal(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = ${tenantSchema}, pg_temp AS
    $$ SELECT spy('operator', $1) IS NOT NULL $$;
  CREATE OPERATOR ==> (LEFTARG = text, RIGHTARG = text, FUNCTION = spied_equal);
  ALTER TABLE boms ADD by_default text DEFAULT ${tenantSchema}.spy('default', 'x');
  ALTER TABLE countries ADD generated text GENERATED ALWAYS AS (${tenantSchema}.spy('generated', name)) STORED;
  ALTER TABLE countries ADD CHECK (${tenantSchema}.spy('check', name) IS NOT NULL), ADD CHECK (name ==> 'x');
  ALTER DOMAIN country_code ADD CHECK (${tenantSchema}.spy('domain', coalesce(VALUE, '')) IS NOT NULL);
  CREATE INDEX by_spy ON countries ((${tenantSchema}.spy('index', name)));
  CREATE INDEX where_spied ON countries (name) WHERE ${tenantSchema}.spy('predicate', name) <> '';
  CREATE STATISTICS spied ON (${tenantSchema}.spy('statistics', name)), code FROM countries;
  CREATE MATERIALIZED VIEW stored AS SELECT ${tenantSchema}.spy('matview', name) AS name FROM countries;
  CREATE VIEW seen AS SELECT ${tenantSchema}.spy('view', name) AS name FROM countries;
  CREATE RULE spied AS ON INSERT TO people DO ALSO SELECT ${tenantSchema}.spy('rule', 'x');
  CREATE POLICY spied ON parts USING (${tenantSchema}.spy('policy', number) IS NOT NULL);
  CREATE TRIGGER spied BEFORE INSERT OR UPDATE OR DELETE ON countries FOR EACH ROW EXECUTE FUNCTION spy_row();
  CREATE TABLE ${escapeIdentifier(hostileTable)} (${escapeIdentifier(hostileTable)} text);
  INSERT INTO ${escapeIdentifier(hostileTable)} VALUES ('x');`;

let workshop: Workshop;
const plans: BuildOrder[] = [];

type Sighting = { place: string; session: string; current: string };

beforeAll(async () => {
  workshop = await openWorkshop(undefined, undefined, trojans);
  const client = new Client(workshop.productionUrl);
  await client.connect();
  await client.query(`ALTER TABLE ${tenantSchema}.flags NO FORCE ROW LEVEL SECURITY`);
  const scrubPlan = await planFor(workshop.productionUrl, [tenantSchema]);
  const manifestHash = (await sealManifest(client, scrubPlan)).hash;
  await client.end();
  plans.push(
    workshop.order({ shape: 'blank', configuration: ['settings'] }),
    workshop.order({ configuration: ['settings'] }),
    workshop.order({ shape: 'snapshot', seedSet: null, scrubPlan, manifestHash }),
  );
});

afterAll(async () => {
  await workshop.drop();
});

/** What trojans wrote into the server's log while `work` ran. */
async function during(work: () => Promise<unknown>): Promise<{ sightings: Sighting[]; achieved: string[] }> {
  const length = async () =>
    (await asSuperuser<{ size: number }>(`SELECT size::int FROM pg_stat_file('server.log')`))[0];
  const from = (await length())?.size ?? 0;
  await work();
  const [read] = await asSuperuser<{ text: string }>(
    `SELECT convert_from(pg_read_binary_file('server.log', $1, 100000000), 'UTF8') AS text`,
    [from],
  );
  const lines = (read?.text ?? '').split('\n').filter((line) => line.includes(mark));
  const seen = lines.flatMap((line) => {
    const found = /_\w+ (.+) session=(\S+) current=(\S+)$/.exec(line);
    return found ? [{ place: found[1] ?? '', session: found[2] ?? '', current: found[3] ?? '' }] : [];
  });
  return { sightings: seen, achieved: lines.filter((line) => line.includes(' achieved ')) };
}

async function expectNoHarm({ sightings, achieved }: Awaited<ReturnType<typeof during>>): Promise<void> {
  const able = await asSuperuser<{ name: string }>(
    `SELECT rolname AS name FROM pg_roles
      WHERE rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls`,
  );
  const names = new Set(able.map(({ name }) => name));
  expect(sightings.filter(({ session, current }) => names.has(session) || names.has(current))).toEqual([]);
  expect(achieved).toEqual([]);
  expect(await asSuperuser('SELECT FROM pg_roles WHERE rolname = $1', [escaped])).toEqual([]);
}

const place = ({ copyId, attempt, role }: BuildOrder) => ({
  database: `sb_${copyId}`,
  schema: workshop.order().product.schema,
  role: `sbr_${copyId}_${attempt}`,
  password: role.password,
});

test('the trojans do run where nobody guards: under the superuser, which they notice and use', async () => {
  const { sightings, achieved } = await during(async () => {
    const database = new URL(workshop.productionUrl).pathname.slice(1);
    await asSuperuser(`SELECT * FROM ${tenantSchema}.seen LIMIT 1`, [], database);
    await asSuperuser(`DROP ROLE IF EXISTS ${escaped}`);
  });
  expect(sightings.map(({ current }) => current)).toContain('postgres');
  expect(achieved.length).toBeGreaterThan(0);
});

test('while sandboxes of every shape are built they run, and get nowhere', async () => {
  const seen = await during(async () => {
    for (const plan of plans) {
      const report = await provision(plan, { ...workshop, signal: never });
      expect(report.failure).toBeUndefined();
    }
  });
  await expectNoHarm(seen);
  const places = [...new Set(seen.sightings.map(({ place }) => place))].sort();
  console.warn(`${seen.sightings.length} sightings while building: ${places.join(', ')}`);
  expect(places).toEqual(
    expect.arrayContaining(['check', 'domain', 'generated', 'index', 'matview', 'operator']),
  );
});

const paths: [string, (plan: BuildOrder) => Promise<unknown>][] = [
  ['measuring', (plan) => measureCopy(place(plan), workshop.connections)],
  ['closing', (plan) => closeCopy(place(plan), workshop)],
  ['opening', (plan) => openCopy(place(plan), workshop)],
  [
    'reconciling',
    () => {
      const live = plans.map((plan) => liveCopy(plan));
      return reconcile({ known: workshop.ledger.open(), live }, workshop);
    },
  ],
  ['building it again', (plan) => provision({ ...plan, attempt: 2 }, { ...workshop, signal: never })],
  ['destroying', (plan) => destroyCopy(plan, workshop)],
];

describe('on the ways that we go in and around a sandbox that somebody uses', () => {
  test.each(paths)('%s: none runs under a role that could do harm', async (_way, go) => {
    for (const plan of plans) await expectNoHarm(await during(() => go(plan)));
  });

  test('clearing away golden templates', async () => {
    await expectNoHarm(await during(() => pruneTemplates([], workshop)));
  });
});

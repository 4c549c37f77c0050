import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '@/lib/db/embedded';
import { createId } from '@/lib/ids';
import { addressOf } from '../../address';
import { readCatalogue } from '../../catalogue/catalogue';
import { classify } from '../../classify/classify';
import { withConnection } from '../../connect';
import { checkPlan } from '../../plan-check/check-plan';
import { proveSnapshot } from '../../proof/prove-snapshot';
import { proposeScopes } from '../../tenant/derive-scopes';
import { copySnapshot } from '../copy-snapshot';
import { masked, planFor } from '../plan.fixture';

/** A server that logs as much as a server can, as one does on which somebody looks for a fault. */
const loud = [
  'fsync=off',
  'log_min_messages=debug1',
  'log_error_verbosity=verbose',
  'log_min_error_statement=error',
  'log_statement=all',
  'log_min_duration_statement=0',
  'log_parameter_max_length=-1',
  'log_parameter_max_length_on_error=-1',
];

const word = `planted${createId()}`;
const tenant = `tenant${createId()}`;
const sql = `
  CREATE SCHEMA app;
  CREATE TABLE app.firm (id text PRIMARY KEY, name text);
  INSERT INTO app.firm VALUES ('${tenant}', '${word} AG'), ('other', 'Other AG');
  CREATE TABLE app.person (id int PRIMARY KEY, firm text NOT NULL REFERENCES app.firm, name text, mail text UNIQUE,
    age int CHECK (age > 0), note text, body jsonb);
  INSERT INTO app.person SELECT g, (ARRAY['${tenant}', 'other'])[1 + g % 2], '${word} ' || g, '${word}' || g || '@firma.de', g,
    'saw ${word}', jsonb_build_object('who', '${word}') FROM generate_series(1, 60) g;
  CREATE ROLE plain LOGIN PASSWORD 'plain';
  GRANT USAGE ON SCHEMA app TO plain; GRANT SELECT ON ALL TABLES IN SCHEMA app TO plain;
  ALTER DATABASE postgres OWNER TO plain;`;

let home: string;
let server: EmbeddedServer;
let url: string;

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'sandgate-loud-'));
  server = await startEmbedded({ dataDir: path.join(home, 'data'), password: 'test', settings: loud });
  await asSuperuser(sql);
  url = addressOf(server.url, { user: { name: 'plain', password: 'plain' } });
});

afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

let from = 0;
const log = async () => (await readFile(path.join(server.dataDir, 'server.log'), 'utf8')).slice(from);
beforeEach(async () => {
  from = 0;
  from = (await log()).length;
});

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client(server.url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

it('leaves neither key nor value in the log of a server that logs every statement and parameter', async () => {
  const session = { side: 'source', applicationName: 'a test' } as const;
  const text = { class: 'direct.free_text', mask: { name: 'json', shape: { keys: {} } } } as const;
  const decided = await planFor(url, ['app'], {
    'firm.name': masked.name,
    'person.name': masked.name,
    'person.mail': masked.mail,
    'person.note': masked.text,
    'person.body': text,
  });
  const plan = await withConnection(url, session, async (client) => {
    await classify(client, { schemas: ['app'], source: { fingerprint: '', server: '' } });
    const catalogue = await readCatalogue(client, ['app']);
    const scoped = proposeScopes(decided, catalogue, { root: 'app.firm', columns: ['id'], values: [tenant] });
    const { refusals } = await checkPlan(scoped, catalogue, { client, server: scoped.source.server });
    expect(refusals).toEqual([]);
    return scoped;
  });
  const key = randomBytes(32);
  await asSuperuser('CREATE DATABASE copy OWNER plain');
  const target = { url: addressOf(url, { database: 'copy' }) };
  const certificate: string[] = [];
  await copySnapshot(plan, {
    source: { url },
    target,
    jobs: 2,
    key,
    beforeRelease: async (held) => {
      const proof = await proveSnapshot(plan, { source: { url }, target, jobs: 2, ...held });
      certificate.push(...proof.failures);
    },
  });
  expect(certificate).toEqual([]);
  const written = await log();
  const forms = [key.toString('hex'), key.toString('base64'), key.toString('base64url')];
  expect([...forms, word, tenant].filter((each) => written.includes(each))).toEqual([]);
  // Every statement is there, and so is the call that brought the keys, without what it brought.
  expect(written).toMatch(/fastpath function call: "set_config"/);
  expect(written).toMatch(/execute <unnamed>: SELECT/);
  // Nor does any other session bring a key or a value by a statement.
  expect(written).not.toMatch(/set_config\([^)]*sandgate/);
});

it('finds a value that a statement brings as its parameter, so that the search is one', async () => {
  const session = { side: 'source', applicationName: 'a test' } as const;
  await withConnection(url, session, (client) => client.query('SELECT $1::text', [word]));
  expect(await log()).toContain(word);
});

it('keeps rows and values that fail out of the log where the role may say so', async () => {
  const session = { side: 'target', applicationName: 'a test' } as const;
  const failing = async (address: string) => {
    await withConnection(address, session, async (client) => {
      const refused = (statement: string) => client.query(statement, [`${word}!`]).catch(() => undefined);
      await refused(`INSERT INTO app.person (id, firm, name, age) VALUES (999, 'other', $1, 0)`);
      await refused('SELECT $1::text::int');
    });
    return (await log()).includes(`${word}!`);
  };
  await asSuperuser('GRANT INSERT ON app.person TO plain');
  expect(await failing(url)).toBe(true);
  from = 0;
  from = (await log()).length;
  await asSuperuser(
    'GRANT SET ON PARAMETER log_error_verbosity, log_min_messages, log_parameter_max_length TO plain',
  );
  expect(await failing(url)).toBe(false);
});

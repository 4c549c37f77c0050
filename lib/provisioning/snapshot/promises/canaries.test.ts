import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { expect, it } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '@/lib/db/embedded';
import { createId } from '@/lib/ids';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import { readStructureTexts } from '../../catalogue/read-structure-texts';
import { scanStructure } from '../../classify/structure/scan-structure';
import { withConnection } from '../../connect';
import { copySnapshot } from '../copy-snapshot';
import { masked, planFor } from '../plan.fixture';
import { query, useDatabases } from './two-databases.fixture';

const database = useDatabases();
const canary = `canary${createId()}`;

/** A canary in every type that can hold one, in long values that are compressed or stored aside, and in blank company. */
const sql = `
  CREATE SCHEMA tenant;
  CREATE TABLE tenant.nest (
    id int PRIMARY KEY, mail text UNIQUE, name varchar(80), code char(40), note text, body jsonb, raw json, list text[],
    bytes bytea, doc xml, words tsvector, ip inet, long text);
  ALTER TABLE tenant.nest ALTER long SET STORAGE EXTERNAL;
  CREATE TABLE tenant.log (id int PRIMARY KEY, mail text REFERENCES tenant.nest (mail), word text);
  INSERT INTO tenant.nest
    SELECT g, '${canary}' || g || '@firma.de', '${canary} Meier', '${canary}', CASE WHEN g % 3 = 0 THEN '' ELSE 'saw ${canary}' END,
           jsonb_build_object('who', '${canary}', '${canary}', 1), json_build_object('who', '${canary}'), ARRAY['a', '${canary}'],
           '${canary}', xmlelement(name a, '${canary}'), to_tsvector('simple', '${canary}'), '10.66.66.66', repeat('${canary} ', 900)
      FROM generate_series(1, 400) g;
  INSERT INTO tenant.log SELECT g, '${canary}' || g || '@firma.de', '${canary}' FROM generate_series(1, 400) g;
  COMMENT ON COLUMN tenant.nest.note IS 'first seen: ${canary}@firma.de';
  CREATE INDEX ON tenant.log (word); CREATE STATISTICS tenant.both ON mail, word FROM tenant.log;
  CREATE MATERIALIZED VIEW tenant.view AS SELECT note, name FROM tenant.nest;`;

async function maskedPlan(url: string): Promise<ScrubPlan> {
  const json = { class: 'direct.free_text', mask: { name: 'json', shape: { keys: {} } } } as const;
  const plan = await planFor(url, ['tenant'], {
    'nest.mail': masked.mail,
    'nest.name': masked.name,
    'nest.code': masked.token,
    'nest.note': masked.text,
    'nest.body': json,
    'nest.raw': json,
    'nest.list': { class: 'direct.free_text', mask: { name: 'array', element: { name: 'free_text' } } },
    'nest.bytes': masked.token,
    'nest.doc': masked.text,
    'nest.words': masked.text,
    'nest.ip': { class: 'direct.ip_address', mask: { name: 'ip' } },
    'nest.long': masked.text,
    'log.mail': masked.mail,
    'log.word': masked.text,
  });
  return plan;
}

function textsOf(url: string) {
  const session = { side: 'source', applicationName: 'a test' } as const;
  return withConnection(url, session, (client) => readStructureTexts(client, ['tenant']));
}

/** Files of a stopped cluster, write-ahead log included, that hold the canary. */
async function filesWith(server: EmbeddedServer): Promise<string[]> {
  const files = await readdir(server.dataDir, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((each) => each.isFile())) {
    const name = path.join(file.parentPath, file.name);
    if ((await readFile(name)).includes(canary)) found.push(path.relative(server.dataDir, name));
  }
  return found;
}

it('leaves no byte of a canary in rows, statistics, comments, files or log of the target’s cluster', async () => {
  const source = await database();
  await query(source, sql);
  const plans = { masked: await maskedPlan(source.url), raw: await planFor(source.url, ['tenant']) };
  Object.assign(plans.raw.structure, scanStructure(await textsOf(source.url)));
  Object.assign(plans.raw.structure['comment on column tenant.nest.note'] ?? {}, {
    decision: 'keep',
    reason: 'a negative control',
  });
  const found: Record<string, string[]> = {};
  for (const [name, plan] of Object.entries(plans)) {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-canary-'));
    // Every change is logged, as on a cluster that is backed up.
    const settings = [
      'wal_level=replica',
      'fsync=off',
      'wal_compression=off',
      'log_min_messages=debug1',
      'log_statement=all',
    ];
    const server = await startEmbedded({ dataDir: path.join(dataDir, 'data'), password: 'test', settings });
    try {
      await copySnapshot(plan, { source, target: { url: server.url }, jobs: 2, key: randomBytes(32) });
      const client = new Client(server.url);
      await client.connect();
      await client.query('CHECKPOINT');
      await client.end();
      await server.stop();
      found[name] = await filesWith(server);
    } finally {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  }
  expect(found.masked).toEqual([]);
  // The same search finds the canary where nothing is masked: in tables, in the log, and in the statistics.
  const places = (pattern: RegExp) => found.raw?.some((file) => pattern.test(file));
  expect([places(/^base\/\d+\/\d+/), places(/^pg_wal\//), places(/server\.log/)]).toEqual([true, true, true]);
});

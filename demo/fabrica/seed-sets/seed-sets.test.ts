import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SeedSetManifest, seedSetManifest } from '@/lib/products/product';
import { createDatabase } from '@/lib/testing/database';
import { brokenForeignKeys } from '../check-database';
import { fabrica } from '../product';
import { referenceTables } from '../rows/company/reference-rows';
import { fabricaStructure } from '../structure';
import { copyRows } from '../writing/copy-rows';
import { writeVolumeSet } from './volume';

const onboarding = join(import.meta.dirname, 'onboarding');
let volume: string;
let volumeAgain: string;

beforeAll(async () => {
  volume = await mkdtemp(join(tmpdir(), 'fabrica-volume-'));
  volumeAgain = await mkdtemp(join(tmpdir(), 'fabrica-volume-'));
  await writeVolumeSet(volume);
  await writeVolumeSet(volumeAgain);
});

afterAll(async () => {
  for (const folder of [volume, volumeAgain]) await rm(folder, { recursive: true, force: true });
});

async function readManifest(folder: string): Promise<SeedSetManifest> {
  return seedSetManifest.parse(JSON.parse(await readFile(join(folder, 'set.json'), 'utf8')));
}

function countAllRows(manifest: SeedSetManifest): number {
  return manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
}

/** Tables, reference rows, the set, then everything that would mind a half-loaded set. */
async function loadSet(client: Client, folder: string): Promise<Record<string, number | null>> {
  const structure = fabricaStructure();
  await client.query('CREATE SCHEMA app; SET search_path = app');
  await client.query(structure.tables);
  for (const table of referenceTables()) await copyRows(client, table);
  const loaded: Record<string, number | null> = {};
  for (const { table } of (await readManifest(folder)).tables) {
    const file = join(folder, `${table}.csv`);
    const [header = ''] = (await readFile(file, 'utf8')).split('\n', 1);
    const copy = client.query(copyFrom(`COPY ${table} (${header}) FROM STDIN (FORMAT csv, HEADER match)`));
    await pipeline(createReadStream(file), copy);
    loaded[table] = copy.rowCount;
  }
  await client.query(structure.rules);
  return loaded;
}

describe.each([['onboarding'], ['volume']])('the seed set %s', (name) => {
  const folder = () => (name === 'volume' ? volume : onboarding);
  let database: Awaited<ReturnType<typeof createDatabase>>;
  let client: Client;
  let loaded: Record<string, number | null>;

  beforeAll(async () => {
    database = await createDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
    loaded = await loadSet(client, folder());
  });

  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  it('loads with the stated number of rows in each table', async () => {
    const manifest = await readManifest(folder());
    expect(manifest.name).toBe(name);
    expect(loaded).toEqual(Object.fromEntries(manifest.tables.map(({ table, rows }) => [table, rows])));
    const files = (await readdir(folder())).filter((file) => file.endsWith('.csv'));
    expect(files.sort()).toEqual(manifest.tables.map(({ table }) => `${table}.csv`).sort());
  });

  it('leaves no foreign key broken', async () => {
    const { checked, broken } = await brokenForeignKeys(client, 'app');
    expect(checked).toBeGreaterThan(60);
    expect(broken).toEqual([]);
  });

  it('brings no row of a table that every tenant has alike or that configures one', async () => {
    const copied = [...fabrica.referenceTables, ...Object.values(fabrica.configuration).flat()];
    expect(Object.keys(loaded).filter((table) => copied.includes(table))).toEqual([]);
  });

  it('holds no mail address outside example.test', async () => {
    for (const table of Object.keys(loaded)) {
      const text = await readFile(join(folder(), `${table}.csv`), 'utf8');
      const hosts = [...text.matchAll(/[\w.+-]+@([\w.-]+\w)/g)].map(([, host]) => host ?? '');
      expect(hosts.filter((host) => !/(^|\.)example\.test$/.test(host))).toEqual([]);
    }
  });

  it('finds its procedures by their words, though no trigger saw them', async () => {
    const { rows } = await client.query(
      `SELECT FROM procedures WHERE search @@ to_tsquery('simple', 'test')`,
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('volume', () => {
  it('has about a hundred times the rows of onboarding', async () => {
    const ratio = countAllRows(await readManifest(volume)) / countAllRows(await readManifest(onboarding));
    expect(ratio).toBeGreaterThan(85);
    expect(ratio).toBeLessThan(115);
  });

  it('is written to the same bytes every time', async () => {
    for (const file of await readdir(volume)) {
      expect(await readFile(join(volumeAgain, file), 'utf8'), file).toBe(
        await readFile(join(volume, file), 'utf8'),
      );
    }
  });
});

import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import { dumpStructure } from './dump-structure';
import { compareDefinitions, fingerprintOf } from './fingerprint';
import { listDefinitions, withoutComments } from './list-definitions';
import { nastySchema } from './nasty-schema.fixture';
import { renameSchema } from './rename-schema';
import { restoreStructure } from './restore-structure';

/** A structure goes from one database to another under another name, and the fingerprint says whether it arrived. */

const from = 'Kunde "Ä"\n№ 7';
let source: Awaited<ReturnType<typeof createDatabase>>;
let target: Awaited<ReturnType<typeof createDatabase>>;
let reader: Client;
let writer: Client;

beforeAll(async () => {
  [source, target] = await Promise.all([createDatabase(), createDatabase()]);
  reader = new Client({ connectionString: source.url });
  writer = new Client({ connectionString: target.url });
  await Promise.all([reader.connect(), writer.connect()]);
  await reader.query(nastySchema(from));
});

afterAll(async () => {
  await Promise.all([reader.end(), writer.end()]);
  await Promise.all([source.drop(), target.drop()]);
});

test('a nasty structure arrives whole under the neutral name', async () => {
  for (const section of ['pre-data', 'post-data'] as const) {
    await restoreStructure(writer, await dumpStructure({ url: source.url, schemas: [from], section }));
  }
  await renameSchema(writer, from, 'neutral');
  const production = await listDefinitions(reader, from);
  const expected = withoutComments(production);
  const found = await listDefinitions(writer, 'neutral');
  expect(compareDefinitions(expected, found)).toEqual([]);
  expect(fingerprintOf(found)).toBe(fingerprintOf(expected));
  expect(production.length).toBeGreaterThan(expected.length);
  expect(new Set(expected.map((row) => row.kind)).size).toBeGreaterThanOrEqual(14);
  expect(JSON.stringify(found)).not.toContain('Kunde');
});

test('a schema that is not there is refused by the dump and has an empty fingerprint', async () => {
  const missing = dumpStructure({ url: source.url, schemas: ['nothing'], section: 'pre-data' });
  await expect(missing).rejects.toMatchObject({ code: 'dump_broken' });
  expect(fingerprintOf(await listDefinitions(reader, 'nothing'))).toBe(fingerprintOf([]));
});

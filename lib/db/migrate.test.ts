import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { schemaDifference } from '@/bin/write-migration';
import { clusterSuperuserUrl, createDatabase } from '../testing/database';
import { migrate, pendingMigrations, requireMigrated } from './migrate';

let databases: Awaited<ReturnType<typeof createDatabase>>[] = [];
beforeAll(async () => {
  databases = await Promise.all([createDatabase(), createDatabase()]);
});
afterAll(async () => {
  await Promise.all(databases.map((each) => each.drop()));
});

const catalogue = `
  SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'
  UNION ALL
  SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype::text, '', ''
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
    AND conrelid <> coalesce(to_regclass('"_prisma_migrations"')::oid, 0) AND conname NOT IN ('Tenant_key_whole', 'SandboxCopy_one_kept')
  UNION ALL
  SELECT tablename, indexname, indexdef, '', '', '' FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    AND indexname NOT IN ('Sandbox_living_slug', 'SandboxCopy_one_active', 'SandboxCopy_one_to_come', 'SandboxCopy_one_kept', 'Request_one_open_refresh', 'SandboxPerson_once', 'SlugClaim_one_in_use', 'FilingStop_one_lasting', 'Sandbox_by_stage', 'Sandbox_moved', 'Operation_failed', 'Notice_waiting_idx', 'Notice_unread', 'Request_integration_words', 'Request_slug_words', 'Sandbox_slug_words', 'AuditEvent_actorName_words')
  ORDER BY 1, 2, 3`;

async function rows(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const result = await client.query(sql);
  await client.end();
  return result.rows;
}

test('the migrations give the catalogue that schema.prisma describes', async () => {
  const [migrated, described] = databases;
  if (!migrated || !described) throw new Error('two databases were asked for');
  await migrate(migrated.url);
  const schema = await readFile('prisma/schema.prisma', 'utf8');
  await rows(described.url, await schemaDifference(clusterSuperuserUrl(), null, schema));
  const found = await rows(migrated.url, catalogue);
  expect(found.length).toBeGreaterThan(200);
  expect(found).toEqual(await rows(described.url, catalogue));
});

test('migrating again, eight at once, applies nothing twice', async () => {
  const { url, drop } = await createDatabase();
  const waiting = await pendingMigrations(url);
  const applied = await Promise.all(Array.from({ length: 8 }, () => migrate(url)));
  const first = await rows(url, 'SELECT migration_name FROM "_prisma_migrations"');
  expect(applied.flat()).toHaveLength(first.length);
  expect(waiting).toHaveLength(first.length);
  expect(await pendingMigrations(url)).toEqual([]);
  expect(await migrate(url)).toEqual([]);
  await drop();
});

test('a program of another release than the database is told which migration is missing or unknown', async () => {
  const { url, drop } = await createDatabase();
  await expect(requireMigrated(url)).rejects.toThrow(/lacks migration 20261122091808_begin and \d+ more/);
  await migrate(url, '20261130073000_keep_drafts_apart');
  await expect(requireMigrated(url)).rejects.toThrow(/lacks migration 20261130120000_begin_every_copy/);
  await migrate(url);
  await requireMigrated(url);
  const later = `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '2099_later', now())`;
  await rows(url, later);
  await expect(requireMigrated(url)).rejects.toThrow(/has migration 2099_later.*run a later version/);
  await drop();
});

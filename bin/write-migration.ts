import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as schemaEngine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { clock } from '@/lib/clock';
import { startEmbedded } from '@/lib/db/embedded';

/**
 * `npm run migration -- NAME` stores the SQL that takes prisma/schema.prisma as it was last committed to the file as it
 * is now; without a name it prints it. Read the SQL before committing it: triggers and grants are written by hand
 * beside it. Both sides are schema files, since the schema engine cannot read the catalogue of a PostgreSQL 18 server
 * through a driver adapter; a test holds the migrated catalogue against the schema instead.
 */

const schemaPath = path.resolve('prisma/schema.prisma');

/**
 * The SQL between two schema texts, empty when they agree; `from` null starts at an empty database. `url` is any
 * PostgreSQL server: the engine only asks it for its version.
 */
export async function schemaDifference(url: string, from: string | null, to: string): Promise<string> {
  const wasm = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/\.js$/, '_bg.wasm');
  const module = new WebAssembly.Module(await readFile(wasm));
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': schemaEngine });
  schemaEngine.__wbg_set_wasm(exports);
  if (typeof exports.__wbindgen_start === 'function') exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const engine = await schemaEngine.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
  const datamodel = (content: string) => ({ files: [{ path: schemaPath, content }] });
  const result = await engine.diff({
    from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...datamodel(from) },
    to: { tag: 'schemaDatamodel', ...datamodel(to) },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = result.stdout ?? '';
  return script.includes('This is an empty migration') ? '' : script;
}

/** The schema of the last commit, or null before there was one with migrations. */
function committedSchema(): string | null {
  try {
    execFileSync('git', ['cat-file', '-e', 'HEAD:prisma/migrations'], { stdio: 'pipe' });
    return execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { encoding: 'utf8', stdio: 'pipe' });
  } catch {
    return null;
  }
}

async function main(name: string | undefined): Promise<void> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sandgate-migration-'));
  const server = await startEmbedded({ dataDir, password: 'local', settings: ['fsync=off'] });
  try {
    const sql = await schemaDifference(server.url, committedSchema(), await readFile(schemaPath, 'utf8'));
    if (!name || sql === '')
      process.stdout.write(sql || 'The schema has not changed since the last commit.\n');
    else {
      const stamp = clock.now().toISOString().replace(/\D/g, '').slice(0, 14);
      const folder = path.join('prisma', 'migrations', `${stamp}_${name}`);
      await mkdir(folder, { recursive: true });
      await writeFile(path.join(folder, 'migration.sql'), sql);
    }
  } finally {
    await server.stop();
    await rm(server.dataDir, { recursive: true, force: true });
  }
}

if (import.meta.url === `file://${process.argv[1]}`) await main(process.argv[2]);

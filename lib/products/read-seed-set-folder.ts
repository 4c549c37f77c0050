import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { KnownError } from '../errors';
import { type SeedSetManifest, seedSetManifest } from './product';

export type SeedSetFolder = {
  manifest: SeedSetManifest;
  /** In load order; `csv` without its header, gzip, base64. */
  tables: { table: string; columns: string[]; rows: number; csv: string }[];
};

/**
 * Reads a seed set from a folder: `set.json` and one `<table>.csv` each. Throws `invalid_input` with a sentence that
 * names the file: no such folder, a manifest that cannot be read, a table without its file, a file without a header.
 */
export async function readSeedSetFolder(folder: string): Promise<SeedSetFolder> {
  const manifest = await readManifest(path.join(folder, 'set.json'));
  const tables = await Promise.all(
    manifest.tables.map(async ({ table, rows }) => {
      const file = path.join(folder, `${path.basename(table)}.csv`);
      const text = await readFile(file, 'utf8').catch(() => {
        throw refusal(`${file} is missing; set.json lists the table ${table}.`);
      });
      const headerEnd = text.indexOf('\n');
      const header = text.slice(0, headerEnd).trim();
      if (headerEnd < 0 || header === '') throw refusal(`${file} has no header row with its columns' names.`);
      const columns = header.split(',').map((name) => name.replace(/^"(.*)"$/, '$1'));
      return { table, rows, columns, csv: gzipSync(text.slice(headerEnd + 1)).toString('base64') };
    }),
  );
  return { manifest, tables };
}

async function readManifest(file: string): Promise<SeedSetManifest> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refusal(`${file} cannot be read; name a folder that holds a seed set.`);
  });
  const parsed = seedSetManifest.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw refusal(`${file}: ${first?.path.join('.') ?? ''} ${first?.message ?? 'is not a manifest'}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refusal = (message: string) => new KnownError('invalid_input', message);

import { parseArgs } from 'node:util';
import { systemActor } from '@/lib/access/actor';
import { runOrThrow } from '@/lib/command/run';
import { closeDb } from '@/lib/db/client';
import { importSeedSet } from '@/lib/products/import-seed-set';
import { readSeedSetFolder } from '@/lib/products/read-seed-set-folder';
import { type CliCommand, print, UsageError } from './command-line';

/** Stores a version of a seed set from a folder. */
export const importSeedSetFolder: CliCommand = {
  name: 'seed-set import',
  summary: 'store one version of a seed set from a folder of CSV files',
  usage: `FOLDER --product SLUG

  FOLDER           holds set.json and one <table>.csv each (RFC 4180, header row, empty unquoted field = NULL)
  --product SLUG   the product that the set is for

A version never changes: the same rows again do nothing, other rows under a known version are refused.`,
  run: async (args) => {
    const options = { product: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new UsageError('Name one folder.');
    if (!values.product) throw new UsageError('Name the product with --product.');
    try {
      const { manifest, tables } = await readSeedSetFolder(folder);
      const input = { productSlug: values.product, manifest, tables };
      const { rows, isNew } = await runOrThrow(importSeedSet, input, systemActor('command line'));
      const what = `${manifest.name} version ${manifest.version} (${rows} rows)`;
      print(isNew ? `Stored ${what}.` : `${what} was there already, with the same rows.`);
      return 0;
    } finally {
      await closeDb();
    }
  },
};

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createKey } from '@/lib/ids';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { splitKey } from '@/lib/plan-format/table-key';
import type { SpecTree } from './javascript-masks';
import { type NativeCluster, run } from './native-cluster';

/**
 * A masked copy by the npm package @snaplet/snapshot: its `capture` masks every row in JavaScript and writes files, its
 * `restore` loads them. Its masks are ours by `javascript-masks.ts`, column by column out of the same plan.
 *
 * It takes one table after the other from the source, and loads several at a time. It gathers no statistics, proves
 * nothing, and leaves out indexes of partitions; numbers pass through JavaScript's and lose digits beyond the 15th.
 *
 * Throws when either command fails or the restored database lacks something else. Leaves no files behind.
 */
export async function copyBySnaplet(program: string, copy: Copy): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sandgate-snaplet-'));
  const snapshot = path.join(folder, 'snapshot');
  try {
    await mkdir(path.join(folder, '.snaplet'));
    await writeFile(path.join(folder, 'snaplet.config.ts'), configurationOf(copy.plan));
    await writeFile(path.join(folder, 'pg_dump'), readableDump(copy.cluster.program('pg_dump')), {
      mode: 0o755,
    });
    const options = { stdio: 'ignore' as const, env: environmentOf(folder, copy) };
    await run(program, ['snapshot', 'capture', snapshot], options);
    await run(program, ['snapshot', 'restore', snapshot, '--yes', '--no-progress'], options);
    assertRestored(await readFile(path.join(snapshot, 'restore.log'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Copy = { cluster: NativeCluster; source: string; target: string; plan: ScrubPlan };

/** Nothing of ours but where programs are; with CI set, it does not ask for a newer version of itself. */
const environmentOf = (folder: string, { cluster, source, target }: Copy) => ({
  NODE_ENV: 'production' as const,
  PATH: [folder, path.dirname(process.execPath), '/usr/bin', '/bin'].join(path.delimiter),
  HOME: folder,
  SNAPLET_CWD: folder,
  SNAPLET_SOURCE_DATABASE_URL: cluster.url(source),
  SNAPLET_TARGET_DATABASE_URL: cluster.url(target),
  CI: '1',
});

/** `unsafe` is its word for copying the columns that no mask is written for, as a plan's `keep` does. */
function configurationOf(plan: ScrubPlan): string {
  const masks = path.join(import.meta.dirname, 'javascript-masks');
  const specs = JSON.stringify(specsOf(plan));
  return `import { transformsOf } from ${JSON.stringify(masks)};
export default { transform: { $mode: 'unsafe', ...transformsOf(${specs}, '${createKey().toString('hex')}') } };
`;
}

/** The plan's masks, without what is kept. */
function specsOf(plan: ScrubPlan): SpecTree {
  const specs: SpecTree = {};
  for (const [key, { columns }] of Object.entries(plan.tables)) {
    const [schema = '', table = ''] = splitKey(key);
    const masked = Object.entries(columns).flatMap(([column, { mask }]) =>
      mask && mask.name !== 'keep' ? [[column, mask] as const] : [],
    );
    if (masked.length > 0) specs[schema] = { ...specs[schema], [table]: Object.fromEntries(masked) };
  }
  return specs;
}

/**
 * A pg_dump whose text is SQL alone. It sends what pg_dump writes to the server, and chokes on the commands for psql that
 * newer ones begin and end with, together with the statements next to them, one of which is a foreign key.
 */
const readableDump = (pgDump: string) => String.raw`#!/bin/sh
dump=$('${pgDump}' "$@") || exit
printf '%s\n' "$dump" | grep -Ev '^\\(un)?restrict '
`;

/** It ends well whatever it could not restore, and tells in its log. What it makes a second time is no loss. */
function assertRestored(log: string): void {
  const failures = log.split('\n').filter((line) => line !== '' && !line.includes('already exists'));
  if (failures.length > 0) throw new Error(`@snaplet/snapshot left out: ${failures.join('\n')}`);
}

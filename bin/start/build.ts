import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { childEnvironment } from '@/lib/env';
import { runProgram } from '../run-program';

/**
 * The production build of the web application, made when the sources differ from those of the build that is there.
 * What counts is the content of the files, not their times: a fresh checkout of the same sources needs no new build.
 */

const sources = ['app', 'components', 'lib', 'public', 'prisma/schema.prisma'];
const configuration =
  /^(next|postcss|tailwind)\.config\.|^(tsconfig|package-lock|package)\.json$|^proxy\.ts$/;
const irrelevant = /\.test\.tsx?$|(^|\/)generated\//;
const stampFile = path.join('.next', 'sandgate-sources');

/** Whether the build that is there was made from these very sources. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await hashSources());
}

/**
 * Builds unless that was done. Rejects with the builder's output. Sources that change during the build leave no stamp
 * of theirs, so that the next start builds again.
 */
export async function ensureBuild(): Promise<'built' | 'current'> {
  const wanted = await hashSources();
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return 'current';
  const { code, output } = await runProgram('node_modules/next/dist/bin/next', ['build'], {
    env: childEnvironment({ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
  });
  if (code !== 0) throw new Error(`The web application did not build:\n${output}`);
  await writeFile(stampFile, wanted);
  return 'built';
}

async function hashSources(): Promise<string> {
  const top = (await readdir('.')).filter((name) => configuration.test(name));
  const found = await Promise.all([...sources, ...top].map(listFiles));
  const hash = createHash('sha256');
  for (const file of found.flat().sort()) {
    if (irrelevant.test(file)) continue;
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

/** The files under a folder, or the file itself; nothing when it does not exist. */
async function listFiles(place: string): Promise<string[]> {
  const entries = await readdir(place, { withFileTypes: true, recursive: true }).catch(() => null);
  if (!entries) {
    const isThere = await readFile(place).then(
      () => true,
      () => false,
    );
    return isThere ? [place] : [];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.posix.join(entry.parentPath.split(path.sep).join('/'), entry.name));
}

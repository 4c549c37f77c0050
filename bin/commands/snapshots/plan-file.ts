import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { PlanFileError, readPlan, writePlan } from '@/lib/plan-format/plan-file';
import type { ScrubPlan } from '@/lib/plan-format/scrub-plan';
import { UsageError } from '../command-line';

/** A plan from a file. Refuses (UsageError) what is no plan, naming the first places that are wrong. */
export async function readPlanFile(path: string): Promise<ScrubPlan> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The plan file ${path} cannot be read: check its name, and that you may read it.`);
  });
  try {
    return readPlan(text);
  } catch (thrown) {
    if (!(thrown instanceof PlanFileError)) throw thrown;
    const problems = thrown.problems.slice(0, 5).map((problem) => `  ${problem}`);
    throw new UsageError(`The plan file ${path} is not a scrub plan:\n${problems.join('\n')}`);
  }
}

/** Writes a plan so that it reads well in a diff. */
export function writePlanFile(path: string, plan: ScrubPlan): Promise<void> {
  return writeWhole(path, writePlan(plan));
}

/** Writes a report as JSON. */
export function writeJsonFile(path: string, value: unknown): Promise<void> {
  return writeWhole(path, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Refuses (UsageError) a path that cannot be written, before work begins whose result would be lost, and one that leads to a
 * folder, a device or a pipe, which a file would take the place of.
 */
export async function assertWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && !found.isFile())
    throw new UsageError(`${path} is ${found.isDirectory() ? 'a folder' : 'no file'}; name a file.`);
  const folder = dirname(path);
  const isFolder = await stat(folder).then(
    (at) => at.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UsageError(
      `The file ${path} cannot be written: there is no folder ${folder}. Create it, or name another.`,
    );
  const partial = `${path}.partial`;
  await writeFile(partial, '').catch(() => {
    throw new UsageError(
      `The file ${path} cannot be written: you may not write to the folder ${folder}, or it is full. Choose another, or have its owner let you write.`,
    );
  });
  await rm(partial);
}

/** The same for a report, which must not take the place of the plan. */
export async function assertReport(path: string, plan: string): Promise<void> {
  if (resolve(path) === resolve(plan)) throw new UsageError(`--report and --plan both name ${path}.`);
  await assertWritable(path);
}

/** The file appears whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, text);
  await rename(partial, path);
}

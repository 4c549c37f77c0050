import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { PlanFileError, readPlan, writePlan } from '@/lib/provisioning/scrub-plan/plan-file';
import type { ScrubPlan } from '@/lib/provisioning/scrub-plan/scrub-plan';
import { UsageError } from '../command-line';

/** A plan from a file. Refuses (UsageError) what is no plan, naming the first places that are wrong. */
export async function readPlanFile(path: string): Promise<ScrubPlan> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The plan file ${path} cannot be read.`);
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

/** Refuses (UsageError) a path that cannot be written, before work begins whose result would be lost. */
export async function assertWritable(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new UsageError(`${path} is a folder; name a file.`);
  const partial = `${path}.partial`;
  await writeFile(partial, '').catch(() => {
    throw new UsageError(
      `The file ${path} cannot be written: create its folder, or choose one that you may write to.`,
    );
  });
  await rm(partial);
}

/** The file appears whole or not at all. */
async function writeWhole(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, text);
  await rename(partial, path);
}

import { readFile, rename, writeFile } from 'node:fs/promises';
import { type ScrubPlan, scrubPlan } from '@/lib/provisioning/scrub-plan/scrub-plan';
import { UsageError } from './command-line';

/** A plan from a file. Refuses (UsageError) what is no plan, naming the first places that are wrong. */
export async function readPlanFile(path: string): Promise<ScrubPlan> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`The plan file ${path} cannot be read.`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`The plan file ${path} is not JSON.`);
  }
  const parsed = scrubPlan.safeParse(value);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new UsageError(`The plan file ${path} is not a scrub plan:\n${places.join('\n')}`);
}

/** Writes JSON so that it reads well in a diff; the file appears whole or not at all. */
export async function writeJsonFile(path: string, value: unknown): Promise<void> {
  const partial = `${path}.partial`;
  await writeFile(partial, `${JSON.stringify(value, null, 2)}\n`);
  await rename(partial, path);
}

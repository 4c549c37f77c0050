import { readFile, rm, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { type ScrubPlan, scrubPlan } from '@/lib/plan-format/scrub-plan';
import { classify } from './classify';

type Asked = {
  source: string;
  /** Where the plan is written; one that lies there goes. */
  file: string;
  /** Further words of the command line. */
  words?: readonly string[];
  /** Names of columns that stay as they were proposed. */
  proposed?: readonly string[];
  output: { text: () => string };
};

/** The plan that the command line makes of a source, in which a person has decided to keep every column. */
export async function classifyAndKeep({
  source,
  file,
  words = [],
  proposed = [],
  output,
}: Asked): Promise<ScrubPlan> {
  await rm(file, { force: true });
  expect(await classify.run(['--source', source, '--out', file, ...words]), output.text()).toBe(0);
  const plan = scrubPlan.parse(JSON.parse(await readFile(file, 'utf8')));
  const columns = Object.values(plan.tables).flatMap((table) => Object.entries(table.columns));
  for (const [name, column] of columns)
    if (!proposed.includes(name))
      Object.assign(column, { class: 'technical', mask: { name: 'keep' }, reason: 'made up' });
  await writeFile(file, JSON.stringify(plan));
  return plan;
}

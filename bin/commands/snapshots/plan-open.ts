import { parseArgs } from 'node:util';
import { type OpenGroup, openGroups } from '@/lib/plan-format/decide/open-columns';
import { type CliCommand, print, UsageError } from '../command-line';
import { exitCodes } from './engine-failure';
import { readPlanFile } from './plan-file';

/** Lists what a plan leaves to a person, in groups that `plan decide` can be told about at once. */
export const planOpen: CliCommand = {
  name: 'plan open',
  summary: 'list the columns that a scrub plan leaves open, in groups to decide at once',
  usage: `--plan plan.json

  --plan     the plan file

Columns of one name stand together, and of the others those that are open for the same reason, with the shapes of their
values. Reads the file alone. Ends with 0 when nothing is open, 3 when something is.`,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { plan: { type: 'string' } } });
    if (!values.plan) throw new UsageError('--plan is needed.');
    const groups = openGroups(await readPlanFile(values.plan));
    for (const group of groups) printGroup(group);
    const open = groups.reduce((sum, { columns }) => sum + columns.length, 0);
    print(
      open === 0 ? 'Nothing is open.' : `${open} columns are open. Decide them by name with plan decide.`,
    );
    return open === 0 ? exitCodes.done : exitCodes.planRefused;
  },
};

function printGroup({ name, reasons, columns }: OpenGroup): void {
  const count = `${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`;
  print(name === null ? `${count}: ${reasons[0]}` : `${count} named ${name}: ${reasons.join(' | ')}`);
  for (const { table, column, type, shapes } of columns)
    print(`  ${table}.${column}  ${type}${shapes === null ? '' : `  ${shapes}`}`);
  print();
}

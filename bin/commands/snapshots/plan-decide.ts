import { parseArgs } from 'node:util';
import { type DataClass, dataClasses } from '@/lib/plan-format/data-class';
import { decideMatching } from '@/lib/plan-format/decide/decide-matching';
import { type MaskSpec, maskSpec } from '@/lib/plan-format/scrub-plan';
import { findMask } from '@/lib/provisioning';
import { type CliCommand, print, UsageError } from '../command-line';
import { exitCodes } from './engine-failure';
import { assertWritable, readPlanFile, writePlanFile } from './plan-file';

/** Decides many columns of a plan file at once, or opens them again. */
export const planDecide: CliCommand = {
  name: 'plan decide',
  summary: 'decide many columns of a scrub plan at once, by their names, or open them again',
  usage: `--plan plan.json --columns PATTERN… --class CLASS --mask MASK --reason TEXT --by NAME [--also-proposed]
       plan decide --plan plan.json --columns PATTERN… --undo

  --plan            the plan file, which is written again
  --columns         which columns: schema.table.column, where * stands for any characters; may be repeated
  --class           what they hold, such as business.value or direct.free_text
  --mask            a mask's name, such as keep, or JSON with its parameters: '{"name":"constant","value":""}'
  --reason, --by    why, and who says so; later readings keep the decision
  --also-proposed   also columns that are not open but merely proposed; a person's decisions are never overruled
  --undo            open again those of the columns that a person decided

Decides open columns alone unless told otherwise, and names each. Reads and writes the file alone; plan check says whether
the masks fit. Ends with 0, or 3 when no column matches.`,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options });
    const { plan: path, columns: patterns } = values;
    if (!path || !patterns) throw new UsageError('--plan and --columns are needed.');
    const decision = values.undo ? null : readDecision(values);
    await assertWritable(path);
    const { plan, decided } = decideMatching(await readPlanFile(path), {
      patterns,
      decision,
      alsoProposed: values['also-proposed'],
    });
    if (decided.length === 0) {
      print('No column matches, so nothing was written.');
      return exitCodes.planRefused;
    }
    await writePlanFile(path, plan);
    for (const place of decided) print(`  ${place}`);
    print(
      `${decided.length} ${decided.length === 1 ? 'column' : 'columns'} ${decision ? 'decided' : 'open again'}.`,
    );
    return exitCodes.done;
  },
};

const options = {
  plan: { type: 'string' },
  columns: { type: 'string', multiple: true },
  class: { type: 'string' },
  mask: { type: 'string' },
  reason: { type: 'string' },
  by: { type: 'string' },
  'also-proposed': { type: 'boolean', default: false },
  undo: { type: 'boolean', default: false },
} as const;

type Given = { class?: string; mask?: string; reason?: string; by?: string };

function readDecision({ class: held, mask, reason, by }: Given) {
  if (!held || !mask || !reason || !by)
    throw new UsageError('--class, --mask, --reason and --by are needed, or --undo.');
  return { class: readClass(held), mask: readMask(mask), reason, decidedBy: by };
}

function readClass(text: string): DataClass {
  const found = dataClasses.find((each) => each === text && each !== 'unclassified');
  if (found) return found;
  const known = dataClasses.filter((each) => each !== 'unclassified').join(', ');
  throw new UsageError(`There is no class ${text}. The classes are ${known}.`);
}

function readMask(text: string): MaskSpec {
  const spec = maskSpec.safeParse(text.startsWith('{') ? parseJson(text) : { name: text });
  if (!spec.success)
    throw new UsageError('--mask is a name, or JSON with a "name" and the mask’s parameters.');
  const { name, ...parameters } = spec.data;
  const mask = findMask(name);
  if (!mask) throw new UsageError(`There is no mask named ${name}.`);
  const parsed = mask.parameters.safeParse(parameters);
  if (parsed.success) return spec.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`--mask: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(': ')}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

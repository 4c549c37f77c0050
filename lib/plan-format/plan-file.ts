import { canonicalJson } from '../canonical-json';
import { type PlanColumn, type ScrubPlan, scrubPlan } from './scrub-plan';

/**
 * The plan as a file. Keys are sorted and every column is one line, so that a diff of two files shows the columns
 * that changed and nothing else. Reading accepts any JSON of the right form, however it is laid out.
 */

export class PlanFileError extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join('\n'));
    this.name = 'PlanFileError';
  }
}

const order: (keyof PlanColumn)[] = [
  'type',
  'class',
  'mask',
  'reason',
  'decidedBy',
  'confidence',
  'evidence',
];

/** One line; canonical inside, but with the fields in the order in which people ask for them. */
function line(column: PlanColumn): string {
  const parts = order
    .filter((field) => column[field] !== undefined)
    .map((field) => `"${field}": ${canonicalJson(column[field])}`);
  return `{ ${parts.join(', ')} }`;
}

const sorted = <T>(record: Record<string, T>) =>
  Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));

function block(entries: string[], indent: string, brackets: [string, string] = ['{', '}']): string {
  if (entries.length === 0) return brackets.join('');
  return `${brackets[0]}\n${entries.map((entry) => `${indent}  ${entry}`).join(',\n')}\n${indent}${brackets[1]}`;
}

function tableText(table: ScrubPlan['tables'][string]): string {
  const columns = sorted(table.columns).map(([name, column]) => `${JSON.stringify(name)}: ${line(column)}`);
  const filter = table.rowFilter === undefined ? [] : [`"rowFilter": ${JSON.stringify(table.rowFilter)}`];
  const scope = table.scope === undefined ? [] : [`"scope": ${canonicalJson(table.scope)}`];
  return block([...scope, ...filter, `"columns": ${block(columns, '      ')}`], '    ');
}

/** One line an object, so that a diff of two files shows those that changed. */
function sourceText({ objects, ...source }: ScrubPlan['source']): string {
  if (!objects) return canonicalJson(source);
  const schemas = sorted(objects).map(([schema, list]) => {
    const lines = sorted(list).map(([object, hash]) => `${JSON.stringify(object)}: ${JSON.stringify(hash)}`);
    return `${JSON.stringify(schema)}: ${block(lines, '      ')}`;
  });
  const parts = sorted(source).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return block([...parts, `"objects": ${block(schemas, '    ')}`], '  ');
}

/** The file's text, ending with a newline. Equal plans give equal text. */
export function writePlan(plan: ScrubPlan): string {
  const parts = [
    ...(plan.$schema === undefined ? [] : [`"$schema": ${JSON.stringify(plan.$schema)}`]),
    `"formatVersion": ${plan.formatVersion}`,
    `"source": ${sourceText(plan.source)}`,
    `"schemas": ${canonicalJson(plan.schemas)}`,
    ...(plan.allSchemas === undefined ? [] : [`"allSchemas": ${plan.allSchemas}`]),
    ...(plan.tenant === undefined ? [] : [`"tenant": ${canonicalJson(plan.tenant)}`]),
    `"tables": ${block(
      sorted(plan.tables).map(([key, table]) => `${JSON.stringify(key)}: ${tableText(table)}`),
      '  ',
    )}`,
    `"links": ${block(plan.links.map(canonicalJson).sort(), '  ', ['[', ']'])}`,
    `"structure": ${block(
      sorted(plan.structure).map(([place, finding]) => `${JSON.stringify(place)}: ${canonicalJson(finding)}`),
      '  ',
    )}`,
  ];
  return `${block(parts, '')}\n`;
}

/** Parses a file. Throws a PlanFileError that names each wrong place by its path; the text itself is not quoted. */
export function readPlan(text: string): ScrubPlan {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PlanFileError(['The file is not JSON.']);
  }
  const parsed = scrubPlan.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PlanFileError(
    parsed.error.issues.map(
      (issue) => `${issue.path.map(String).join(' › ') || 'The plan'}: ${issue.message}`,
    ),
  );
}

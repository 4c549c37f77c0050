import type { ClientBase } from 'pg';
import { type DataClass, groupOf } from '../../../plan-format/data-class';
import type { PlanColumn } from '../../../plan-format/scrub-plan';
import { classify } from '../../../provisioning/classify/classify';
import { loadFixture } from '../fixture';
import type { PublicFixture } from './public-fixture';

/**
 * Counts what proposals of public schemas do with what identifies people or is secret, and names each column of them that
 * would leave as it is with nothing left to decide.
 */

export interface PublicCount {
  columns: number;
  /** Columns that truly identify a person or are secret. */
  sensitive: number;
  /** Of these, those that are kept by proposal: a whole column, or a place inside a document. */
  dangerous: string[];
  /** Columns that were proposed as sensitive. */
  proposed: number;
  /** Of these, those that hold another group of things. */
  wrong: string[];
  /** Of these, those that hold nothing sensitive at all. */
  harmless: number;
  open: string[];
}

const identifies = (truth: DataClass) => ['direct', 'secret'].includes(groupOf(truth));
const isSensitiveGroup = (held: DataClass) => ['direct', 'secret', 'wire', 'quasi'].includes(groupOf(held));

interface Shape {
  mask?: { name: string };
  keys?: Record<string, Shape>;
  items?: Shape;
}

/** The places of a document that its mask keeps, by path. */
function keptPaths(shape: Shape, path = ''): string[] {
  if (shape.mask) return shape.mask.name === 'keep' ? [path] : [];
  if (shape.items) return keptPaths(shape.items, `${path}[]`);
  return Object.entries(shape.keys ?? {}).flatMap(([key, inner]) =>
    keptPaths(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** What a place of a document holds; `*` stands for any key. */
function truthAt(inside: Record<string, DataClass>, path: string): DataClass {
  const fits = ([known]: [string, DataClass]) => {
    const [own, other] = [path.split('.'), known.split('.')];
    return (
      own.length === other.length &&
      other.every(
        (part, at) => part === own[at] || (part.startsWith('*') && own[at]?.endsWith(part.slice(1))),
      )
    );
  };
  return Object.entries(inside).find(fits)?.[1] ?? 'business.value';
}

/** Why a column that identifies or is secret would leave as it is: nothing if it would not. */
function danger(column: PlanColumn, truth: DataClass, inside: Record<string, DataClass>): string[] {
  const mask = column.mask;
  if (!mask || column.class === 'unclassified') return [];
  if (mask.name === 'keep') return identifies(truth) ? [''] : [];
  if (mask.name !== 'json') return [];
  const kept = keptPaths(mask.shape as Shape);
  return kept.filter((path) => identifies(truthAt(inside, path))).map((path) => ` at ${path}`);
}

function countColumn(count: PublicCount, fixture: PublicFixture, place: string, column: PlanColumn): void {
  const truth = fixture.truth[place] ?? 'business.value';
  const told = `${fixture.schema}.${place}`;
  const evidence = (column.evidence ?? []).slice(0, 3).join('; ');
  const found = danger(column, truth, fixture.inside[place] ?? {});
  count.columns += 1;
  if (identifies(truth)) count.sensitive += 1;
  if (found.length > 0)
    count.dangerous.push(`${told}${found.join(',')}: ${column.class}, truth ${truth} (${evidence})`);
  if (column.class === 'unclassified') count.open.push(`${told}: truth ${truth}`);
  if (!isSensitiveGroup(column.class)) return;
  count.proposed += 1;
  if (groupOf(column.class) !== groupOf(truth)) count.wrong.push(`${told}: ${column.class}, truth ${truth}`);
  if (!isSensitiveGroup(truth)) count.harmless += 1;
}

async function countFixture(client: ClientBase, fixture: PublicFixture): Promise<PublicCount> {
  await loadFixture(client, fixture);
  const plan = await classify(client, {
    schemas: [fixture.schema],
    source: { fingerprint: '', server: '' },
  });
  const count: PublicCount = {
    columns: 0,
    sensitive: 0,
    dangerous: [],
    proposed: 0,
    wrong: [],
    harmless: 0,
    open: [],
  };
  for (const [key, table] of Object.entries(plan.tables))
    for (const [name, column] of Object.entries(table.columns))
      countColumn(count, fixture, `${key.slice(key.indexOf('.') + 1)}.${name}`, column);
  return count;
}

const share = (part: number, whole: number) => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

function line(name: string, one: PublicCount): string {
  return `${name}: ${one.columns} columns, ${one.sensitive} identifying or secret, ${one.dangerous.length} kept (${share(one.dangerous.length, one.sensitive)}), wrong ${one.wrong.length} of ${one.proposed} (${share(one.wrong.length, one.proposed)}; ${one.harmless} of them harmless), ${one.open.length} left open`;
}

/** Loads each fixture into a schema of its name, classifies it, and counts; the report names columns. */
export async function measurePublic(
  client: ClientBase,
  name: string,
  fixtures: PublicFixture[],
): Promise<PublicCount & { report: string }> {
  const all: PublicCount = {
    columns: 0,
    sensitive: 0,
    dangerous: [],
    proposed: 0,
    wrong: [],
    harmless: 0,
    open: [],
  };
  const lines: string[] = [];
  for (const fixture of fixtures) {
    const one = await countFixture(client, fixture);
    lines.push(`  ${line(fixture.schema, one)}`);
    for (const key of ['columns', 'sensitive', 'proposed', 'harmless'] as const) all[key] += one[key];
    for (const key of ['dangerous', 'wrong', 'open'] as const) all[key].push(...one[key]);
  }
  lines.push(...all.dangerous.map((each) => `  kept ${each}`));
  lines.push(...all.wrong.map((each) => `  wrong ${each}`));
  lines.push(...all.open.map((each) => `  open ${each}`));
  lines.push(line(name, all));
  return { ...all, report: `${lines.join('\n')}\n` };
}

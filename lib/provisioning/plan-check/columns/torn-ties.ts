import { canonicalJson } from '../../../canonical-json';
import type { MaskSpec, ScrubPlan } from '../../../plan-format/scrub-plan';
import { columnKey, splitColumnKey } from '../../../plan-format/table-key';
import type { Catalogue } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import { rootOf } from '../../masks/compile/plan-entry';
import type { TieGroup, TieGroups } from '../../masks/compile/tie-groups';
import { isText, isWhole } from '../../masks/sql/text-value';
import type { Refusal } from '../refusal';

/**
 * Tied columns must come out of the same mask: else a key that two tables share is pseudonymised in one and raw in the
 * other, which leaks the raw values and breaks the reference at once.
 */

const siblingParameters = ['subject', 'genderColumn', 'countryColumn'];

/** A mask's text with sibling columns replaced by their tie: two tables may call one person's id differently. */
function meaning(spec: MaskSpec, table: string, ties: TieGroups): string {
  const entries = Object.entries(spec).map(([key, value]): [string, unknown] => {
    if (!siblingParameters.includes(key) || typeof value !== 'string') return [key, value];
    try {
      return [key, ties.of(columnKey(table, value)).name];
    } catch {
      return [key, value];
    }
  });
  return canonicalJson(Object.fromEntries(entries));
}

function family(type: ColumnType): string {
  if (isText(type)) return 'text';
  return isWhole(type)
    ? 'whole'
    : `${type.base}/${type.precision}/${type.scale}/${type.element?.declared ?? ''}`;
}

interface Member {
  key: string;
  table: string;
  column: string;
  type: ColumnType;
  spec: MaskSpec;
}

function membersOf(group: TieGroup, plan: ScrubPlan, catalogue: Catalogue): Member[] {
  const members = group.members.flatMap((key): Member[] => {
    const { table: tableKey, column } = splitColumnKey(key);
    const table = catalogue.tables.find((candidate) => candidate.key === tableKey);
    const found = table?.columns.find((candidate) => candidate.name === column);
    if (!table || !found || found.generated !== '') return [];
    const root = rootOf(table, catalogue).key;
    const spec = plan.tables[root]?.columns[column]?.mask;
    return spec ? [{ key: columnKey(root, column), table: root, column, type: found.type, spec }] : [];
  });
  return [...new Map(members.map((member) => [member.key, member])).values()];
}

/** Emptying a reference breaks nothing, unless something refers to the emptied column in turn. */
function isHarmlessNull(member: Member, catalogue: Catalogue): boolean {
  if (member.spec.name !== 'null') return false;
  return !catalogue.tables.some((table) =>
    table.foreignKeys.some((key) => key.table === member.table && key.referenced.includes(member.column)),
  );
}

function groupRefusals(group: TieGroup, plan: ScrubPlan, catalogue: Catalogue, ties: TieGroups): Refusal[] {
  const members = membersOf(group, plan, catalogue).filter((member) => !isHarmlessNull(member, catalogue));
  const [first, ...rest] = members;
  if (!first || members.every((member) => member.spec.name === 'keep')) return [];
  const own = meaning(first.spec, first.table, ties);
  return rest.flatMap((member): Refusal[] => {
    const place = `${member.table}, column "${member.column}"`;
    const base = { code: 'tie_torn' as const, table: member.table, column: member.column };
    if (meaning(member.spec, member.table, ties) !== own)
      return [
        {
          ...base,
          message: `${place}: it is tied to ${first.key}, which is masked by ${first.spec.name}, but it is masked by ${member.spec.name} or with other parameters.`,
        },
      ];
    if (family(member.type) !== family(first.type))
      return [
        {
          ...base,
          message: `${place}: it is tied to ${first.key} but of another kind of type (${member.type.declared}, ${first.type.declared}), so equal values would not stay equal.`,
        },
      ];
    return [];
  });
}

/** Every member of a tie that is masked unlike the first, and every declared link that leads nowhere. */
export function findTornTies(plan: ScrubPlan, catalogue: Catalogue, ties: TieGroups): Refusal[] {
  const known = new Set(
    catalogue.tables.flatMap((table) => table.columns.map((column) => columnKey(table.key, column.name))),
  );
  const stray = plan.links.flat().filter((key) => !known.has(key));
  return [
    ...stray.map(
      (key): Refusal => ({
        code: 'link_unknown',
        table: key,
        message: `The plan links ${key}, but there is no such column.`,
      }),
    ),
    ...ties.all
      .filter((group) => group.members.length > 1)
      .flatMap((group) => groupRefusals(group, plan, catalogue, ties)),
  ];
}

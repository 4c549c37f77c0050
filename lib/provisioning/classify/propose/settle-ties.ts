import { groupOf, isSensitive } from '../../../plan-format/data-class';
import type { TieGroups } from '../../masks/compile/tie-groups';
import type { JudgedColumn } from '../judge-table';

/**
 * One judgement per tie: what one end of a reference holds, the other holds too. The surest sensitive judgement speaks
 * for all; without one, the surest of any kind.
 */
export function settleTies(columns: JudgedColumn[], ties: TieGroups): JudgedColumn[] {
  const groups = new Map<string, JudgedColumn[]>();
  for (const column of columns) {
    const name = ties.of(column.key).name;
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  return columns.map((column) => {
    const group = groups.get(ties.of(column.key).name) ?? [];
    const [best] = [...group].sort((left, right) => strength(right) - strength(left));
    if (group.length < 2 || !best || best === column) return column;
    const evidence = [
      `tied to ${best.key}`,
      ...(best.judgement.class === column.judgement.class
        ? column.judgement.evidence
        : best.judgement.evidence.slice(0, 2)),
    ];
    return { ...column, judgement: { ...best.judgement, evidence } };
  });
}

function strength({ judgement }: JudgedColumn): number {
  if (groupOf(judgement.class) === 'unclassified') return 0;
  return judgement.confidence + (isSensitive(judgement.class) ? 1 : 0);
}

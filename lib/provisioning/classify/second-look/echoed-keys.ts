import type { JsonNode } from '../../../plan-format/json-shape';
import type { JudgedColumn } from '../judge-table';
import type { Lessons } from './echo';
import { printOf } from './value-prints';

/**
 * A key that stands in a sure column of people as well, such as a login, is theirs, even if it has the form of a field's name
 * and stands in every document. It is taken out of the mask, which then drops it.
 */
export function withoutEchoedKeys(one: JudgedColumn, lessons: Lessons): JudgedColumn {
  const { shape, judgement } = one;
  if (!shape) return one;
  const taught = [...lessons.whole.values()];
  const echoed = new Set<string>();
  const isEchoed = (key: string) => {
    const print = printOf(key.trim().toLowerCase());
    const known = taught.some((lesson) => lesson.has(print));
    if (known) echoed.add(key);
    return known;
  };
  const rest = without(shape, isEchoed);
  if (echoed.size === 0) return one;
  const evidence = judgement.evidence.filter((line) => ![...echoed].some((key) => line.includes(`.${key}`)));
  const why = `${echoed.size} keys stand in columns of people as well, dropped`;
  return { ...one, shape: rest, judgement: { ...judgement, evidence: [...evidence, why] } };
}

function without(node: JsonNode, isEchoed: (key: string) => boolean): JsonNode {
  if ('mask' in node) return node;
  if ('items' in node) return { items: without(node.items, isEchoed) };
  const { keys, others } = node;
  return {
    keys: Object.fromEntries(
      Object.entries(keys).flatMap(([key, inside]) =>
        isEchoed(key) ? [] : [[key, without(inside, isEchoed)]],
      ),
    ),
    ...(others && { others: { ...others, value: without(others.value, isEchoed) } }),
  };
}

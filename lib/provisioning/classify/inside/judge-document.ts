import { groupOf, isSensitive } from '../../../plan-format/data-class';
import type { JsonNode, JsonOthers, MaskedKey } from '../../../plan-format/json-shape';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import type { MaskColumn, MaskContext } from '../../masks/mask';
import { keyColumn, leafColumn } from '../../masks/nested/json-expression';
import type { Candidate, Judgement } from '../candidate';
import { judge } from '../judge';
import { type Place, proposeMask } from '../propose/propose-mask';
import { profileValues } from '../values/profile';
import { wordsOf } from '../vocabulary/name-tokens';
import { type DocumentNode, documentTree, type OtherKeys } from './document-paths';

/**
 * Judges what lies inside documents: every path is a column of its own, named by its last key. The column as a whole
 * takes the class of its most sensitive path; the mask names every path that could be judged and drops the rest. Keys that
 * are data are judged as values are: they are masked together (`$.votes.*`), and neither evidence nor mask names them.
 */

export interface DocumentJudgement {
  judgement: Judgement;
  shape: JsonNode;
}

const rank = ['direct', 'secret', 'wire', 'quasi', 'business', 'technical', 'unclassified'];
interface Walk {
  column: Candidate;
  mask: MaskColumn;
  context: MaskContext;
  /** `masked`: keys that are data and are masked, whatever they are. */
  found: { path: string; judgement: Judgement; masked?: true }[];
}

const nowhere: Place = {
  table: {
    key: '',
    oid: 0,
    schema: '',
    name: '',
    kind: 'r',
    isPartition: false,
    parents: [],
    estimatedRows: 0,
    bytes: 0,
    rowSecurity: false,
    comment: null,
    columns: [],
    uniqueKeys: [],
    foreignKeys: [],
    checks: [],
  },
  subject: null,
  genderColumn: null,
  countryColumn: null,
  bucketWidth: 1,
};

/** What stands at one place of the documents, as a column of that name. */
function candidateAt(walk: Walk, key: string, type: Candidate['type'], values: (string | null)[]): Candidate {
  return {
    ...walk.column,
    name: wordsOf(key),
    comment: '',
    type,
    key: false,
    reference: false,
    beside: [],
    echo: null,
    profile: profileValues(values),
  };
}

function leaf(
  walk: Walk,
  node: Extract<DocumentNode, { kind: 'scalar' }>,
  path: string,
  key: string,
): JsonNode | null {
  const column = leafColumn(walk.mask, { type: node.type }, { text: 'v', path });
  const candidate = candidateAt(walk, key, column.type, node.values);
  const judgement = judge(candidate);
  walk.found.push({ path, judgement });
  const place = { ...nowhere, bucketWidth: candidate.profile.bucketWidth };
  const mask = proposeMask(judgement, column, place, walk.context);
  if (!mask) return null;
  const held = { mask, class: judgement.class };
  return node.type === 'text' ? held : { ...held, type: node.type };
}

/** Keys that are data keep the form of an address where they are addresses; whatever else they are, a pseudonym hides it. */
const keyMasks: MaskSpec[] = [{ name: 'pseudonym' }];

function maskedKeyOf(walk: Walk, names: string[], path: string): MaskedKey | null {
  const column = keyColumn(walk.mask, 'k', path);
  const judgement = judge(candidateAt(walk, '', column.type, names));
  const choices = judgement.class === 'direct.mail' ? [{ name: 'mail' }, ...keyMasks] : keyMasks;
  const mask = choices.find((spec) => walk.context.verdict(spec, column) === true);
  if (!mask) return null;
  const evidence = ['keys that are data'];
  walk.found.push({ path: `the keys of ${path}.*`, judgement: { ...judgement, evidence }, masked: true });
  return isSensitive(judgement.class) ? { mask, class: judgement.class } : { mask };
}

function othersOf(walk: Walk, { names, value }: OtherKeys, path: string, key: string): JsonOthers | null {
  const below = shapeOfNode(walk, value, `${path}.*`, key);
  const masked = below && maskedKeyOf(walk, names, path);
  return masked && { key: masked, value: below };
}

function shapeOfNode(walk: Walk, node: DocumentNode, path: string, key: string): JsonNode | null {
  if (node.kind === 'opaque') {
    walk.found.push({
      path,
      judgement: {
        class: 'unclassified',
        confidence: 0,
        evidence: ['nothing to see'],
      },
    });
    return null;
  }
  if (node.kind === 'scalar') return leaf(walk, node, path, key);
  if (node.kind === 'array') {
    const items = shapeOfNode(walk, node.items, `${path}[]`, key);
    return items && { items };
  }
  const keys = [...node.keys].flatMap(([name, child]): [string, JsonNode][] => {
    const shape = shapeOfNode(walk, child, `${path}.${name}`, name);
    return shape ? [[name, shape]] : [];
  });
  const others = node.others && othersOf(walk, node.others, path, key);
  return { keys: Object.fromEntries(keys), ...(others && { others }) };
}

const isDropped = ({ judgement }: { judgement: Judgement }) => judgement.class === 'unclassified';

function summary({ found }: Walk): Judgement {
  const sorted = [...found].sort(
    (left, right) =>
      rank.indexOf(groupOf(left.judgement.class)) - rank.indexOf(groupOf(right.judgement.class)),
  );
  const top = sorted[0];
  if (!top || groupOf(top.judgement.class) === 'unclassified')
    return {
      class: 'unclassified',
      confidence: 0,
      evidence: ['documents without a path that could be judged'],
    };
  const evidence = sorted
    .slice(0, 12)
    .map(
      ({ path, judgement, masked }) =>
        `${path || '$'}: ${judgement.class}${masked ? ', masked' : isDropped({ judgement }) ? ', dropped' : ''}`,
    );
  const dropped = found.filter((one) => !one.masked && isDropped(one)).length;
  return {
    class: top.judgement.class,
    ...(top.judgement.part && { part: top.judgement.part }),
    confidence: top.judgement.confidence,
    evidence: [`${found.length} paths inside, ${dropped} of them dropped`, ...evidence],
  };
}

/** Judges a column of documents by their sampled texts. Null when there was no document to look into. */
export function judgeDocument(
  column: Candidate,
  mask: MaskColumn,
  context: MaskContext,
  documents: (string | null)[],
): DocumentJudgement | null {
  const tree = documentTree(documents);
  if (tree.kind === 'opaque') return null;
  const walk: Walk = { column, mask, context, found: [] };
  const shape = shapeOfNode(walk, tree, '$', column.name);
  return { judgement: summary(walk), shape: shape ?? { keys: {} } };
}

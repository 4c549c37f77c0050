import { scalarType } from '../../catalogue/column-type';
import type { MaskColumn, MaskContext } from '../../masks/mask';
import type { JsonNode } from '../../masks/nested/json-shape';
import { groupOf } from '../../scrub-plan/data-class';
import type { Candidate, Judgement } from '../candidate';
import { judge } from '../judge';
import { type Place, proposeMask } from '../propose/propose-mask';
import { profileValues } from '../values/profile';
import { wordsOf } from '../vocabulary/name-tokens';
import { type DocumentNode, documentTree } from './document-paths';

/**
 * Judges what lies inside documents: every path is a column of its own, named by its last key. The column as a whole
 * takes the class of its most sensitive path; the mask names every path that could be judged and drops the rest.
 */

export interface DocumentJudgement {
  judgement: Judgement;
  shape: JsonNode;
}

const rank = ['direct', 'secret', 'wire', 'quasi', 'business', 'technical', 'unclassified'];
const scalarTypes = { text: scalarType('text'), number: scalarType('numeric'), boolean: scalarType('bool') };

interface Walk {
  column: Candidate;
  mask: MaskColumn;
  context: MaskContext;
  found: { path: string; judgement: Judgement }[];
}

function leaf(
  walk: Walk,
  node: Extract<DocumentNode, { kind: 'scalar' }>,
  path: string,
  key: string,
): JsonNode | null {
  const type = scalarTypes[node.type];
  const candidate: Candidate = {
    ...walk.column,
    name: wordsOf(key),
    comment: '',
    type,
    key: false,
    reference: false,
    beside: [],
    echo: null,
    profile: profileValues(node.values),
  };
  const judgement = judge(candidate);
  walk.found.push({ path, judgement });
  const column: MaskColumn = {
    ...walk.mask,
    type,
    notNull: true,
    unique: false,
    keys: [],
    maxLength: null,
    foldCase: false,
    whole: false,
  };
  const place: Place = {
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
    bucketWidth: candidate.profile.bucketWidth,
  };
  const mask = proposeMask(judgement, column, place, walk.context);
  if (!mask) return null;
  const held = { mask, class: judgement.class };
  return node.type === 'text' ? held : { ...held, type: node.type };
}

function shapeOfNode(walk: Walk, node: DocumentNode, path: string, key: string): JsonNode | null {
  if (node.kind === 'opaque') {
    walk.found.push({
      path,
      judgement: {
        class: 'unclassified',
        confidence: 0,
        evidence: ['keys that are data, or nothing to see'],
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
  return { keys: Object.fromEntries(keys) };
}

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
      ({ path, judgement }) =>
        `${path || '$'}: ${judgement.class}${judgement.class === 'unclassified' ? ', dropped' : ''}`,
    );
  const dropped = found.filter(({ judgement }) => judgement.class === 'unclassified').length;
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

import type { JsonNode } from '../../plan-format/json-shape';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { columnKey } from '../../plan-format/table-key';
import type { CatalogueTable } from '../catalogue/catalogue';
import type { ColumnType } from '../catalogue/column-type';
import { maskColumn, maskContext } from '../masks/compile/mask-columns';
import type { TieGroups } from '../masks/compile/tie-groups';
import type { MaskColumn, MaskContext } from '../masks/mask';
import { isText } from '../masks/sql/text-value';
import type { Candidate, Judgement } from './candidate';
import { judgeDocument } from './inside/judge-document';
import { judge } from './judge';
import { itemSeparator, type TableSample } from './sample/sample-table';
import { type ValuePrints, valuePrints } from './second-look/value-prints';
import { candidatesOf } from './table-view';
import { profileValues } from './values/profile';
import { wordsOf } from './vocabulary/name-tokens';

/** One column judged, with what a document or composite needs beyond a class to be masked. */
export interface JudgedColumn {
  key: string;
  table: CatalogueTable;
  column: string;
  candidate: Candidate;
  judgement: Judgement;
  shape?: JsonNode;
  fields?: Record<string, JudgedField>;
  /** For the second look; null where values tell nothing. */
  prints: ValuePrints | null;
}

/** Values with keys inside: documents, or text that is one. */
function isDocument({ type, profile }: Candidate): boolean {
  return (
    (type.kind === 'base' && ['json', 'jsonb', 'hstore'].includes(type.base)) ||
    (isText(type) && profile.filled >= 3 && profile.shares.json > 0.8)
  );
}

/** A field of a composite, with what its values need if they are documents. */
type JudgedField = { judgement: Judgement; shape?: JsonNode };

type Inside = { mask: MaskColumn; context: MaskContext };

/** Fields of a composite, each judged by its own name over the values that lie inside. */
function judgeFields(
  candidate: Candidate,
  documents: (string | null)[],
  { mask, context }: Inside,
): Record<string, JudgedField> {
  const rows = documents.flatMap((text): Record<string, unknown>[] => {
    const parsed: unknown = text === null ? null : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? [{ ...parsed }] : [];
  });
  return Object.fromEntries(
    candidate.type.fields.map(({ name, type }): [string, JudgedField] => {
      const values = rows.map((row) => written(row[name]));
      const inner: Candidate = {
        ...candidate,
        name: wordsOf(name),
        comment: '',
        type,
        key: false,
        reference: false,
        beside: [],
        echo: null,
        profile: profileValues(values),
      };
      return [name, judgeDocuments(inner, values, { mask: { ...mask, type }, context })];
    }),
  );
}

function written(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** By what lies inside where the values are documents, and there is no stronger word about the whole. */
function judgeDocuments(
  candidate: Candidate,
  values: (string | null)[],
  { mask, context }: Inside,
): JudgedField {
  const own = judge(candidate);
  if (!isDocument(candidate)) return { judgement: own };
  const inside = judgeDocument(candidate, mask, context, values);
  const secret = own.class.startsWith('secret.') || own.class.startsWith('wire.');
  return !inside || secret ? { judgement: own } : { judgement: inside.judgement, shape: inside.shape };
}

const order = ['direct', 'secret', 'wire', 'quasi', 'unclassified', 'business', 'technical'];

function worstOf(fields: Record<string, JudgedField>): Judgement {
  const sorted = Object.entries(fields)
    .map(([name, { judgement }]): [string, Judgement] => [name, judgement])
    .sort(
      ([, left], [, right]) =>
        order.indexOf(left.class.split('.')[0] ?? '') - order.indexOf(right.class.split('.')[0] ?? ''),
    );
  const top = sorted[0]?.[1] ?? { class: 'unclassified' as const, confidence: 0, evidence: [] };
  return { ...top, evidence: sorted.map(([name, judgement]) => `field ${name}: ${judgement.class}`) };
}

function judgeOne(
  table: CatalogueTable,
  name: string,
  candidate: Candidate,
  sample: TableSample,
  ties: TieGroups,
  context: MaskContext,
): JudgedColumn {
  const values = sample.get(name) ?? [];
  const prints = valuePrints(candidate, values);
  const base = { key: columnKey(table.key, name), table, column: name, candidate, prints };
  const inside = { mask: maskColumn(table, name, ties), context };
  if (candidate.type.kind === 'composite') {
    const fields = judgeFields(candidate, values, inside);
    return { ...base, judgement: worstOf(fields), fields };
  }
  const { element } = candidate.type;
  if (candidate.type.kind !== 'array' || !element)
    return { ...base, ...judgeDocuments(candidate, values, inside) };
  const items = values.flatMap((value) => value?.split(itemSeparator) ?? []);
  const each = { ...candidate, type: element };
  return isDocument(each)
    ? { ...base, ...judgeDocuments(each, items, { ...inside, mask: { ...inside.mask, type: element } }) }
    : { ...base, judgement: judge(candidate) };
}

/** Judges every written column of a table by itself; ties between tables are settled afterwards. */
export function judgeTable(
  table: CatalogueTable,
  sample: TableSample,
  people: Set<string>,
  ties: TieGroups,
  serverVersion: number,
): JudgedColumn[] {
  const context = maskContext(table, ties, serverVersion);
  return [...candidatesOf(table, sample, people)].map(([name, candidate]) =>
    judgeOne(table, name, candidate, sample, ties, context),
  );
}

/** An hstore is a document of one level whose values are all text. */
function hstoreMask(shape: JsonNode): MaskSpec {
  const { keys, others } = 'keys' in shape ? shape : { keys: {} };
  const leaves = Object.entries(keys).flatMap(([key, node]) => ('mask' in node ? [{ key, ...node }] : []));
  return {
    name: 'hstore',
    keys: Object.fromEntries(leaves.map(({ key, mask }) => [key, mask])),
    classes: Object.fromEntries(leaves.flatMap(({ key, class: held }) => (held ? [[key, held]] : []))),
    ...(others && 'mask' in others.value && { others: { key: others.key, value: others.value } }),
  };
}

/** The mask of documents of a type, and of arrays of them. */
function documentMask(shape: JsonNode, type: ColumnType): MaskSpec {
  if (type.element) return { name: 'array', element: documentMask(shape, type.element) };
  return type.base === 'hstore' ? hstoreMask(shape) : { name: 'json', shape };
}

/** The mask of a document or composite, where the judgement brought one along. */
export function nestedMask(
  judged: JudgedColumn,
  mask: (judgement: Judgement, field: string) => MaskSpec | null,
): MaskSpec | null {
  const { shape, fields, candidate } = judged;
  if (shape) return documentMask(shape, candidate.type);
  if (!fields) return null;
  const typeOf = (name: string) => candidate.type.fields.find((field) => field.name === name)?.type;
  const masks = Object.entries(fields).map(([name, field]): [string, MaskSpec] => {
    const type = typeOf(name);
    const own = field.shape && type ? documentMask(field.shape, type) : mask(field.judgement, name);
    return [name, own ?? { name: 'null' }];
  });
  const classes = Object.entries(fields).map(([name, { judgement }]) => [name, judgement.class]);
  return { name: 'fields', fields: Object.fromEntries(masks), classes: Object.fromEntries(classes) };
}

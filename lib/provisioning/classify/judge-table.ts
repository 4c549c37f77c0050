import type { CatalogueTable } from '../catalogue/catalogue';
import { columnKey } from '../catalogue/table-key';
import { maskColumn, maskContext } from '../masks/compile/mask-columns';
import type { TieGroups } from '../masks/compile/tie-groups';
import type { MaskContext } from '../masks/mask';
import type { JsonNode } from '../masks/nested/json-shape';
import { isText } from '../masks/sql/text-value';
import type { MaskSpec } from '../scrub-plan/scrub-plan';
import type { Candidate, Judgement } from './candidate';
import { judgeDocument } from './inside/judge-document';
import { judge } from './judge';
import type { TableSample } from './sample/sample-table';
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
  fields?: Record<string, Judgement>;
  /** For the second look; null where values tell nothing. */
  prints: ValuePrints | null;
}

function isDocument(candidate: Candidate): boolean {
  const { type, profile } = candidate;
  return (
    type.base === 'json' ||
    type.base === 'jsonb' ||
    type.base === 'hstore' ||
    (isText(type) && profile.filled >= 3 && profile.shares.json > 0.8)
  );
}

/** Fields of a composite, each judged by its own name over the values that lie inside. */
function judgeFields(candidate: Candidate, documents: (string | null)[]): Record<string, Judgement> {
  const rows = documents.flatMap((text): Record<string, unknown>[] => {
    const parsed: unknown = text === null ? null : JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? [{ ...parsed }] : [];
  });
  return Object.fromEntries(
    candidate.type.fields.map(({ name, type }) => {
      const values = rows.map((row) =>
        row[name] === null || row[name] === undefined ? null : String(row[name]),
      );
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
      return [name, judge(inner)];
    }),
  );
}

const order = ['direct', 'secret', 'wire', 'quasi', 'unclassified', 'business', 'technical'];

function worstOf(fields: Record<string, Judgement>): Judgement {
  const sorted = Object.entries(fields).sort(
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
  if (candidate.type.kind === 'composite') {
    const fields = judgeFields(candidate, values);
    return { ...base, judgement: worstOf(fields), fields };
  }
  const own = judge(candidate);
  if (!isDocument(candidate)) return { ...base, judgement: own };
  const inside = judgeDocument(candidate, maskColumn(table, name, ties), context, values);
  const secret = own.class.startsWith('secret.') || own.class.startsWith('wire.');
  if (!inside || secret) return { ...base, judgement: own };
  return { ...base, judgement: inside.judgement, shape: inside.shape };
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
  const leaves = Object.entries('keys' in shape ? shape.keys : {}).flatMap(([key, node]) =>
    'mask' in node ? [{ key, ...node }] : [],
  );
  return {
    name: 'hstore',
    keys: Object.fromEntries(leaves.map(({ key, mask }) => [key, mask])),
    classes: Object.fromEntries(leaves.flatMap(({ key, class: held }) => (held ? [[key, held]] : []))),
  };
}

/** The mask of a document or composite, where the judgement brought one along. */
export function nestedMask(
  judged: JudgedColumn,
  mask: (judgement: Judgement, field: string) => MaskSpec | null,
): MaskSpec | null {
  if (judged.shape)
    return judged.candidate.type.base === 'hstore'
      ? hstoreMask(judged.shape)
      : { name: 'json', shape: judged.shape };
  if (!judged.fields) return null;
  const fields = Object.entries(judged.fields).map(([name, judgement]): [string, MaskSpec] => [
    name,
    mask(judgement, name) ?? { name: 'null' },
  ]);
  const classes = Object.entries(judged.fields).map(([name, judgement]) => [name, judgement.class]);
  return { name: 'fields', fields: Object.fromEntries(fields), classes: Object.fromEntries(classes) };
}

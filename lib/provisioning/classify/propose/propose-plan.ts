import { canonicalJson } from '../../../canonical-json';
import type { MaskSpec, PlanColumn, ScrubPlan } from '../../../plan-format/scrub-plan';
import { columnKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { maskColumn, maskContext } from '../../masks/compile/mask-columns';
import type { TieGroups } from '../../masks/compile/tie-groups';
import { isText, isWhole } from '../../masks/sql/text-value';
import { plannedTables } from '../../plan-check/drift';
import { type JudgedColumn, nestedMask } from '../judge-table';
import { wordsOf } from '../vocabulary/name-tokens';
import { subjectOf } from '../vocabulary/table-terms';
import { type Place, proposeMask } from './propose-mask';

/** Puts judgements together to a plan: a mask for each column that fits it, and the same for all ends of a tie. */

/** Masks that were tried on a tie of columns and broke something, and what they broke. */
export interface Unfit {
  /** Specs as canonical JSON. */
  masks: Set<string>;
  why: string[];
}

export interface Proposal {
  catalogue: Catalogue;
  ties: TieGroups;
  judged: JudgedColumn[];
  source: ScrubPlan['source'];
  structure: ScrubPlan['structure'];
  /** By the name of the tie; nothing where left out. */
  unfit?: ReadonlyMap<string, Unfit>;
}

const isPersonal = (judged: JudgedColumn) =>
  ['direct.person_name', 'direct.mail', 'direct.national_id', 'direct.birth_date'].includes(
    judged.judgement.class,
  );

/** Keys of tables that describe people: those whose name says so or that hold names, and that have a key of one column. */
function peopleTables(judged: JudgedColumn[]): Set<string> {
  return new Set(
    judged
      .filter((one) => isPersonal(one) || subjectOf(wordsOf(one.table.name)) === 'people')
      .filter((one) => one.table.uniqueKeys.some((key) => key.primary && key.columns.length === 1))
      .map((one) => one.table.key),
  );
}

/** The column that says whose row it is: the key of a person's own table, or a reference to one. */
function subjectColumn(table: CatalogueTable, people: Set<string>): string | null {
  const reference = table.foreignKeys.find(
    (key) =>
      key.columns.length === 1 && key.table !== null && key.table !== table.key && people.has(key.table),
  );
  const own = table.uniqueKeys.find((key) => key.primary && key.columns.length === 1)?.columns[0];
  return (people.has(table.key) ? own : undefined) ?? reference?.columns[0] ?? null;
}

function placeOf(table: CatalogueTable, people: Set<string>): Omit<Place, 'bucketWidth'> {
  const find = (test: RegExp) =>
    table.columns.find((column) => isText(column.type) && test.test(wordsOf(column.name)))?.name ?? null;
  return {
    table,
    subject: subjectColumn(table, people),
    genderColumn: find(/^(?:gender|sex|geschlecht|sexe|sexo|sesso|anrede|salutation)$/),
    countryColumn: find(/(?:^| )(?:country(?: code)?|land|pays|pais|paese)$/),
  };
}

/**
 * Numbers and codes that only order things may be kept; a whole number that identifies a person keeps its column's
 * type, so a pseudonym is all that fits.
 */
function maskFor(one: JudgedColumn, proposal: Proposal, beside: Omit<Place, 'bucketWidth'>): MaskSpec | null {
  const { table, column, judgement, candidate } = one;
  const place = { ...beside, bucketWidth: candidate.profile.bucketWidth };
  const context = maskContext(table, proposal.ties, proposal.catalogue.serverVersion);
  const raw = maskColumn(table, column, proposal.ties);
  const unfit = proposal.unfit?.get(raw.tie)?.masks;
  const isUnfit = (spec: MaskSpec) => unfit?.has(canonicalJson(spec)) ?? false;
  const fits = (spec: MaskSpec) => !isUnfit(spec) && context.verdict(spec, raw) === true;
  const inner = (field: string) => raw.type.fields.find(({ name }) => name === field)?.type ?? raw.type;
  const nested = nestedMask(one, (fieldJudgement, field) =>
    proposeMask(
      fieldJudgement,
      { ...raw, type: inner(field), notNull: false, unique: false, maxLength: inner(field).maxLength },
      place,
      context,
    ),
  );
  if (judgement.class === 'unclassified') return null;
  if (nested && fits(nested)) return nested;
  if (one.shape && isText(raw.type)) return fits({ name: 'free_text' }) ? { name: 'free_text' } : null;
  if (one.shape) return [{ name: 'null' }, { name: 'neutralise' }].find(fits) ?? null;
  const sensitive = proposeMask(judgement, raw, place, context, isUnfit);
  if (sensitive) return sensitive;
  return isWhole(raw.type) && !isUnfit({ name: 'pseudonym' }) ? { name: 'pseudonym' } : null;
}

function planColumn(one: JudgedColumn, mask: MaskSpec | null, why: readonly string[]): PlanColumn {
  const { judgement, candidate } = one;
  return {
    type: candidate.type.declared,
    class: mask === null ? 'unclassified' : judgement.class,
    ...(mask && { mask }),
    confidence: Math.round(judgement.confidence * 100) / 100,
    evidence:
      mask === null && judgement.class !== 'unclassified'
        ? [...judgement.evidence, `looks like ${judgement.class}, but no mask fits`, ...why]
        : judgement.evidence,
  };
}

const nothingBeside = { subject: null, genderColumn: null, countryColumn: null };

/** Builds the plan. Pure. */
export function proposePlan(proposal: Proposal): ScrubPlan {
  const people = peopleTables(proposal.judged);
  const chosen = new Map<string, MaskSpec | null>();
  const sizes = new Map<string, number>();
  for (const { key } of proposal.judged) {
    const { name } = proposal.ties.of(key);
    sizes.set(name, (sizes.get(name) ?? 0) + 1);
  }
  const tables = plannedTables(proposal.catalogue).map((table): [string, ScrubPlan['tables'][string]] => {
    const place = placeOf(table, people);
    const own = proposal.judged.filter((one) => one.table === table);
    const columns = own.map((one): [string, PlanColumn] => {
      const group = proposal.ties.of(columnKey(table.key, one.column)).name;
      const tied = (sizes.get(group) ?? 0) > 1;
      const shared = tied ? chosen.get(group) : undefined;
      // A mask that two tables share cannot lean on other columns of one of them.
      const mask =
        shared === undefined ? maskFor(one, proposal, tied ? { ...place, ...nothingBeside } : place) : shared;
      if (shared === undefined) chosen.set(group, mask);
      return [one.column, planColumn(one, mask, proposal.unfit?.get(group)?.why ?? [])];
    });
    return [table.key, { columns: Object.fromEntries(columns) }];
  });
  return {
    formatVersion: 1,
    source: proposal.source,
    schemas: proposal.catalogue.schemas,
    tables: Object.fromEntries(tables),
    links: [],
    structure: proposal.structure,
  };
}

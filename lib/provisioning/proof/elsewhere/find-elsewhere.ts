import type { ClientBase } from 'pg';
import type { Elsewhere } from '../../../certificate-format/certificate';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue, CatalogueTable } from '../../catalogue/catalogue';
import { planEntry } from '../../masks/compile/plan-entry';
import { plannedTables } from '../../plan-check/drift';
import { freeTask, runLanes, type Task } from '../../snapshot/lanes/run-lanes';
import { rowCondition } from '../../tenant/row-condition';
import { SetIsFull } from '../compare/hash-set';
import type { OwnKind } from '../promises/own-kind';
import type { TableScan } from '../scan/table-scan';
import { confirmOwnValues, keyOf, spanOf, wordsOf } from './confirm-own-values';
import { type Confirmed, type Judged, judgeHits, sortsOf } from './judge-hits';
import { keptPlaces } from './kept-places';
import { type OwnColumn, ownColumns } from './own-values';
import { Hits, type Looked, TextLooker } from './read-kept-texts';
import { OwnColumns, readOwnValues, statementsOf } from './read-own-values';
import { type BothSides, type ReadTable, readTarget } from './read-target';
import { mostWords } from './read-words';
import { assertHashedAlike } from './text-hash';
import type { TextBeside } from './texts-beside';
import { ValueSet } from './value-set';

/**
 * Looks for values of the source's direct identifiers and secrets wherever the plan lets text leave as it is. A column is
 * compared with itself elsewhere; a value that also stands in another column left with that one, whatever the mask.
 *
 * Hashes of the source's values under the proof's seed fill one set; the texts of the target pass through this process and
 * are taken apart here, at a tenth of what a server needs for it. What meets is confirmed by the source under a fresh key.
 * Where the set would outgrow its memory, both sides are read once for each part of all hashes.
 */

export type ElsewhereOptions = {
  targetSchema?: string;
  seed: bigint;
  /** Bytes for the set of values. */
  memory: number;
  texts: readonly TextBeside[];
  /** Before there is a copy: both sides are the source, and of each table so many rows are looked at. */
  sample?: number;
  /** By table: scans of the target's texts, which are handed the same reading of them and finished. */
  scans?: ReadonlyMap<string, TableScan>;
  signal: AbortSignal;
};

/** Every place that holds values of masked columns, with the column they come from. Rejects when a server fails. */
export async function findElsewhere(
  plan: ScrubPlan,
  catalogue: Catalogue,
  lanes: readonly BothSides[],
  options: ElsewhereOptions,
): Promise<Elsewhere[]> {
  const [first] = lanes;
  const tables = plannedTables(catalogue).filter((table) => table.kind !== 'f');
  const entryOf = (table: CatalogueTable) => planEntry(table, plan, catalogue) ?? { columns: {} };
  const inSource = options.sample !== undefined;
  const rowsOf = (table: CatalogueTable) => ({
    where: rowCondition(table, plan, catalogue, 'src'),
    sample: options.sample ?? null,
  });
  const own = new OwnColumns(
    homesFirst(tables).flatMap((table) => ownColumns(table, entryOf(table), rowsOf(table))),
  );
  if (!first) return [];
  if (own.all.length > 0) await assertHashedAlike(first.source, options.seed);
  const withIds = own.all.some(({ kind }) => kind === 'token');
  const filled = tables.map((table) => ({
    table,
    places: own.all.length > 0 ? keptPlaces(table, entryOf(table), { withIds, inSource }) : [],
    scan: options.scans?.get(table.key),
    schema: options.targetSchema ?? table.schema,
    ...(inSource ? rowsOf(table) : { where: null, sample: null }),
  }));
  const given = { own, filled, lanes, source: first.source };
  for (let parts = 1; ; parts *= 2) {
    try {
      return await findInParts(given, options, parts);
    } catch (thrown) {
      if (!(thrown instanceof SetIsFull)) throw thrown;
    }
  }
}

/** A value of several columns is said to come from the first: from tables that others refer to, and of those the largest. */
function homesFirst(tables: readonly CatalogueTable[]): CatalogueTable[] {
  const referred = (table: CatalogueTable) =>
    tables.filter((other) => other !== table && other.foreignKeys.some((key) => key.table === table.key))
      .length;
  const weights = new Map(tables.map((table) => [table, referred(table)]));
  return [...tables].sort(
    (left, right) => (weights.get(right) ?? 0) - (weights.get(left) ?? 0) || right.bytes - left.bytes,
  );
}

type Given = {
  own: OwnColumns;
  filled: readonly ReadTable[];
  lanes: readonly BothSides[];
  source: ClientBase;
};

async function findInParts(given: Given, options: ElsewhereOptions, parts: number): Promise<Elsewhere[]> {
  const { own, filled, lanes, source } = given;
  const all: Hits[] = [];
  for (let part = 0; part < parts; part += 1) {
    own.values.fill(0);
    const looked: Looked = {
      set: new ValueSet(options.memory, Math.ceil(expectedPieces(own) / parts)),
      seed: options.seed,
      looks: {
        together: own.all.some(({ kind }) => kind === 'address') ? mostWords : 2,
        numbers: own.all.some(({ kind }) => kind === 'number' || kind === 'phone'),
      },
      isAsked: (low) => parts === 1 || (low >>> 0) % parts === part,
    };
    await runLanes(lanes, readingTasks(own, looked), options.signal);
    const met = [
      ...(await readTarget(lanes, filled, looked, options.signal)),
      ...(own.all.length > 0 ? lookBeside(options.texts, looked) : []),
    ];
    // Judged once, since a value's meaning depends on the others of its place.
    if (part === 0) all.push(...met);
    else for (const [at, hits] of met.entries()) all[at]?.join(hits);
  }
  return conclude(source, all, own, options.seed);
}

/** Hashes that a value leaves in the set at the most. */
const piecesEach: Record<OwnKind, number> = { name: 4, address: 1, number: 2, phone: 2, token: 1 };

const expectedPieces = ({ all }: OwnColumns) =>
  all.reduce(
    (sum, { table, kind, sample }) =>
      sum + piecesEach[kind] * Math.max(0, Math.min(table.estimatedRows, sample ?? Number.POSITIVE_INFINITY)),
    0,
  );

function readingTasks(own: OwnColumns, { set, seed, isAsked }: Looked): Task<BothSides>[] {
  return statementsOf(own.all).map((group, at) =>
    freeTask(`values ${at}`, group[0]?.table.bytes ?? 0, ({ source }) =>
      readOwnValues(source, group, { own, set, seed, isAsked }),
    ),
  );
}

function lookBeside(texts: readonly TextBeside[], looked: Looked): Hits[] {
  const looker = new TextLooker(looked);
  return texts.map(({ place, text, isMeant, isCode }) => {
    const hits = new Hits(place, isMeant, isCode);
    const bytes = Buffer.from(text);
    looker.look(hits, bytes, 0, bytes.length, false);
    return hits;
  });
}

/** What a column of the source says of the values that were met under its mark. */
type Answer = Pick<Confirmed, 'values' | 'span'> & {
  column: OwnColumn;
  mark: number;
  rows: ReadonlyMap<string, number>;
};

/** Asks the source about everything that was met, column by column, and judges it place by place. */
async function conclude(
  source: ClientBase,
  met: readonly Hits[],
  own: OwnColumns,
  seed: bigint,
): Promise<Elsewhere[]> {
  const all = met.flatMap((hits) => [...hits.found.values()]);
  const marks = new Set(all.map(({ mark }) => mark));
  const answers: Answer[] = [];
  for (const mark of marks) {
    const group = all.filter((hit) => hit.mark === mark);
    for (const { column, values } of own.marked(mark)) {
      const rows = await confirmOwnValues(source, column, group, seed);
      const span = group.some(({ kind }) => kind === 'number') ? await spanOf(source, column) : undefined;
      answers.push({ column, values, mark, rows, span });
    }
  }
  const places = met.map((hits) => {
    const confirmed = [...hits.found.values()].flatMap((hit) =>
      answers.flatMap(({ column, values, span, mark, rows }): Confirmed[] => {
        const times = mark === hit.mark ? rows.get(keyOf(hit)) : undefined;
        return times === undefined ? [] : [{ hit, from: column, rows: times, values, span }];
      }),
    );
    return { hits, confirmed };
  });
  const sorts = sortsOf(places.flatMap(({ confirmed }) => confirmed));
  return places.flatMap(({ hits, confirmed }) => summed(hits, judgeHits(hits, confirmed, sorts)));
}

/**
 * One line for each column that values come from, and what they mean. Words of a name that was met count with it, and so
 * does the end of a number.
 */
function summed({ place, isMeant, isCode }: Hits, judged: readonly Judged[]): Elsewhere[] {
  const lines = new Map<string, Elsewhere>();
  const inNames = new Map<string, number>();
  for (const { hit, meaning } of judged)
    if (hit.kind === 'words' && meaning === 'somebody')
      for (const word of wordsOf(hit.text)) inNames.set(word, (inNames.get(word) ?? 0) + hit.count);
  const numbers = new Set(
    judged.flatMap(({ hit, meaning }) => (hit.kind === 'number' && meaning === 'somebody' ? [hit.text] : [])),
  );
  for (const { hit, from, meaning } of judged) {
    if (hit.kind === 'ending' && numbers.has(hit.text)) continue;
    const count = hit.kind === 'words' ? hit.count : hit.count - (inNames.get(hit.text) ?? 0);
    const isWord = hit.kind !== 'words' && /^\p{L}[\p{L}\p{M}]*$/u.test(hit.text);
    if (meaning === 'nothing' || count <= 0 || (isCode && (isWord || meaning === 'shared'))) continue;
    const means = meaning === 'somebody' && isMeant ? 'meant' : meaning;
    const column = `${from.table.key}.${from.label}`;
    const key = `${means} ${column}`;
    const line = lines.get(key) ?? { place, from: column, means, values: 0, count: 0 };
    lines.set(key, { ...line, values: line.values + 1, count: line.count + count });
  }
  return [...lines.values()];
}

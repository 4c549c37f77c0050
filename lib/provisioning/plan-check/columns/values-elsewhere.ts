import type { ClientBase } from 'pg';
import type { Elsewhere } from '../../../certificate-format/certificate';
import type { ScrubPlan } from '../../../plan-format/scrub-plan';
import type { Catalogue } from '../../catalogue/catalogue';
import { findElsewhere } from '../../proof/elsewhere/find-elsewhere';
import { columnPlace } from '../../proof/elsewhere/read-target';
import { createSeed } from '../../proof/prove-tables';
import { behindSavepoint } from '../attempt';
import { plannedTables } from '../drift';
import type { Refusal } from '../refusal';

/**
 * Values of masked columns that stand in kept ones, looked for before anyone signs. It is the search of the proof, over
 * samples and with the source on both sides: what is found here would fail the proof of the copy. The copy does not ask it,
 * since its proof looks through everything.
 *
 * Limits: a large table is looked at in samples, so that a few values among many rows may be met by the proof alone. The
 * structure's texts, and text in which patterns are blanked, are left to the proof as well.
 */

/** Over all tables. A source of many tables is looked at in fewer rows of each. */
const rowsInAll = 150_000;
const mostRows = 5_000;
const leastRows = 1_000;
/** For the set of values: as many as all samples can hold. */
const memory = 32 * 1024 * 1024;

type Found = { refusals: Refusal[]; warnings: Refusal[] };

/**
 * Asks in the session's present transaction, in which every condition of the plan must have been found fit and the tenant's
 * key set. A column that is refused already has something to be decided first, and is left out. Rejects only when the source fails.
 */
export async function findValuesElsewhere(
  client: ClientBase,
  plan: ScrubPlan,
  catalogue: Catalogue,
  known: readonly Refusal[],
): Promise<Found> {
  const tables = plannedTables(catalogue);
  const sample = Math.min(mostRows, Math.max(leastRows, Math.floor(rowsInAll / Math.max(1, tables.length))));
  const looked = await behindSavepoint(client, () =>
    findElsewhere(plan, catalogue, [{ source: client, target: client }], {
      seed: createSeed(),
      memory,
      texts: [],
      sample,
      signal: new AbortController().signal,
    }),
  );
  if ('state' in looked) return { refusals: [], warnings: [unknown(plan, looked.state)] };
  const refused = new Set(known.map(({ table, column }) => columnPlace(table, column ?? '')));
  const places = new Map(
    tables.flatMap(({ key, columns }) =>
      columns.map(({ name }) => [columnPlace(key, name), { table: key, column: name }] as const),
    ),
  );
  const found = looked.result.filter(({ place }) => !refused.has(place));
  return {
    refusals: found.flatMap((each) => {
      const at = places.get(each.place);
      return each.means === 'somebody' && at ? [refusalOf(each, at)] : [];
    }),
    warnings: [...places].flatMap(([place, at]) =>
      ['meant', 'shared'].flatMap((means) => {
        const lines = found.filter((each) => each.place === place && each.means === means);
        return lines.length === 0 ? [] : [warningOf(place, lines, at)];
      }),
    ),
  };
}

type Address = { table: string; column: string };

const refusalOf = ({ place, from, count }: Elsewhere, at: Address): Refusal => ({
  code: 'values_elsewhere',
  ...at,
  message: `${place} holds ${count} ${count === 1 ? 'value' : 'values'} of ${from}, which is masked, among the rows that were looked at. Mask it there too, or keep it as somebody’s data with a reason.`,
});

function warningOf(place: string, lines: readonly Elsewhere[], at: Address): Refusal {
  const count = lines.reduce((sum, line) => sum + line.count, 0);
  const from = [...new Set(lines.map((line) => line.from))].join(', ');
  const isMeant = lines.some(({ means }) => means === 'meant');
  const told = isMeant
    ? `holds ${count} values of ${from}, which is masked; it is kept as somebody’s data`
    : `holds ${count} common words or numbers that masked columns hold too (${from}): they may be there in their own right`;
  return { code: 'words_elsewhere', ...at, message: `${place} ${told}.` };
}

const unknown = ({ schemas }: ScrubPlan, state: string): Refusal => ({
  code: 'elsewhere_unknown',
  table: schemas.join(', '),
  message: `Whether values of masked columns stand in kept ones could not be told (SQLSTATE ${state}). The proof of the copy looks again.`,
});

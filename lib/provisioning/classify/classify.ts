import type { ClientBase } from 'pg';
import { createKey } from '@/lib/ids';
import type { ScrubPlan, TenantKey } from '../../plan-format/scrub-plan';
import { readCasts } from '../catalogue/casts/read-casts';
import { type Catalogue, readCatalogue } from '../catalogue/catalogue';
import { readExtensions } from '../catalogue/extensions/read-extensions';
import { openMaskSession } from '../masks/compile/open-mask-session';
import { type TieGroups, tieGroups } from '../masks/compile/tie-groups';
import { plannedTables } from '../plan-check/drift';
import { largeObjectsPlace } from '../plan-check/large-objects';
import { proposeCasts } from '../plan-check/surroundings/casts';
import { proposeExtensions } from '../plan-check/surroundings/extensions';
import { ProvisioningError } from '../provisioning-error';
import { proposeScopes } from '../tenant/derive-scopes';
import { type JudgedColumn, judgeTable } from './judge-table';
import { proposeFittingPlan } from './propose/fit-plan';
import { settleTies } from './propose/settle-ties';
import { sampleTable } from './sample/sample-table';
import { lookAgain } from './second-look/second-look';
import { readSafeTexts } from './structure/read-safe-texts';
import { scanStructure } from './structure/scan-structure';
import { tablesOfPeople } from './table-view';

/**
 * Proposes a scrub plan for a source: for every column a class, the evidence, how sure it is, and a mask that fits.
 * Reads the catalogue and a bounded sample inside one read-only transaction. Raw values are turned into shares and
 * shapes at once and never reach the plan, an error or a log.
 *
 * A proposal is not a decision: what is not sure is left unclassified, and a person reads the rest.
 */

export interface ClassifyOptions {
  schemas: string[];
  /** As the plan will name its source; no credentials. */
  source: ScrubPlan['source'];
  /** What tells one tenant's rows from another's, where tenants share the tables. */
  tenant?: TenantKey;
  /** Rows per table. More find rarer kinds of values, at the source's cost. */
  sampleRows?: number;
  /** Bounds each statement on the source; a table that takes longer is judged by its structure alone. */
  statementTimeoutMs?: number;
}

async function judgeAll(
  client: ClientBase,
  tables: ReturnType<typeof plannedTables>,
  ties: TieGroups,
  version: number,
  rows: number,
): Promise<JudgedColumn[]> {
  const judged: JudgedColumn[] = [];
  const people = tablesOfPeople(tables);
  for (const table of tables) {
    const sample = await sampleTable(client, table, rows);
    judged.push(...judgeTable(table, sample, people, ties, version));
  }
  // What the second look finds teaches a third.
  return lookAgain(lookAgain(judged));
}

/** A plan for a schema that is not there would say that there is nothing to mask. */
function assertPresent(schemas: readonly string[], catalogue: Catalogue): void {
  const missing = schemas.filter((schema) => !catalogue.schemas.includes(schema));
  if (missing.length === 0) return;
  const named = missing.map((schema) => `"${schema}"`).join(', ');
  throw new ProvisioningError('schema_missing', `The source has no schema ${named}.`, undefined, {
    remedy: 'Check the name of the schema, and that the address names the right database.',
  });
}

/**
 * Classifies the schemas of a source. Refuses (`schema_missing`) one that does not exist. The client must not be inside a transaction; the one opened here is rolled back,
 * so nothing is left behind and the call may be repeated. Rejects when the source fails; a table that cannot be read
 * is classified by names and types.
 */
export async function classify(client: ClientBase, options: ClassifyOptions): Promise<ScrubPlan> {
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(
      `SELECT set_config('search_path', 'pg_catalog', true), set_config('statement_timeout', $1, true),
              set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO, YMD', true), set_config('jit', 'off', true)`,
      [String(options.statementTimeoutMs ?? 10_000)],
    );
    await openMaskSession(client, createKey().toString('hex'), true);
    const catalogue = await readCatalogue(client, options.schemas);
    assertPresent(options.schemas, catalogue);
    const ties = tieGroups(catalogue, []);
    const tables = plannedTables(catalogue);
    const judged = await judgeAll(client, tables, ties, catalogue.serverVersion, options.sampleRows ?? 500);
    const structure = scanStructure(await readSafeTexts(client, options.schemas));
    const large = await client.query<{ present: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_largeobject_metadata) AS present`,
    );
    const proposal = await proposeFittingPlan(client, {
      catalogue,
      ties,
      judged: settleTies(judged, ties),
      source: options.source,
      structure: {
        ...structure,
        ...proposeExtensions(await readExtensions(client, options.schemas)),
        ...proposeCasts(await readCasts(client, options.schemas)),
        ...(large.rows[0]?.present && {
          [largeObjectsPlace]: {
            found: ['bytes of any kind, which are never copied'],
            shapes: [],
            decision: 'drop' as const,
          },
        }),
      },
    });
    return options.tenant ? proposeScopes(proposal, catalogue, options.tenant) : proposal;
  } finally {
    // In a session that was lost this fails as well, and must not hide why.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}

import { Client } from 'pg';
import {
  type Catalogue,
  type CatalogueColumn,
  type CatalogueTable,
  readCatalogue,
} from '../catalogue/catalogue';
import { rootOf } from '../masks/compile/plan-entry';
import type { PlanColumn, ScrubPlan } from '../scrub-plan/scrub-plan';

/** What a test decides about a column; left out, it is kept as technical. */
export type Decision = Partial<Pick<PlanColumn, 'class' | 'mask' | 'reason'>>;

const kept = { class: 'technical', mask: { name: 'keep' }, reason: 'a test keeps it' } as const;

/** A plan for the source as it is now, with the test's decisions by `table.column` and everything else kept. */
export async function planFor(
  url: string,
  schemas: string[],
  decisions: Record<string, Decision> = {},
): Promise<ScrubPlan> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('SET search_path = pg_catalog');
    return planOf(await readCatalogue(client, schemas), decisions);
  } finally {
    await client.end();
  }
}

function planOf(catalogue: Catalogue, decisions: Record<string, Decision>): ScrubPlan {
  const unused = new Set(Object.keys(decisions));
  const entry = (table: CatalogueTable, column: CatalogueColumn): PlanColumn => {
    const name = `${table.name}.${column.name}`;
    unused.delete(name);
    return { type: column.type.declared, ...kept, ...decisions[name], decidedBy: 'a test' };
  };
  const tables = catalogue.tables
    .filter((table) => table.kind !== 'f' && rootOf(table, catalogue) === table)
    .map((table) => {
      const columns = table.columns
        .filter((column) => column.generated === '')
        .map((column) => [column.name, entry(table, column)] as const);
      return [table.key, { columns: Object.fromEntries(columns) }] as const;
    });
  if (unused.size > 0) throw new Error(`no such column: ${[...unused].join(', ')}`);
  return {
    formatVersion: 1,
    source: { fingerprint: '', server: 'a test' },
    schemas: catalogue.schemas,
    tables: Object.fromEntries(tables),
    links: [],
    structure: {},
  };
}

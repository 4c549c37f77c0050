import { Client } from 'pg';
import type { PlanColumn, ScrubPlan } from '../../plan-format/scrub-plan';
import { tableKey } from '../../plan-format/table-key';
import { readCatalogue } from '../catalogue/catalogue';
import { readSourceName } from '../catalogue/read-source-name';
import { readStructure } from './plan/manifest';
import { planOf } from './plan-of.fixture';

/** What a test decides about a column; left out, it is kept as technical. */
export type Decision = Omit<PlanColumn, 'type'>;

/** A plan for the source as it is now: the test's decisions by `table.column` of the first schema, the rest kept. */
export async function planFor(
  url: string,
  schemas: string[],
  decisions: Record<string, Decision> = {},
): Promise<ScrubPlan> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query('SET search_path = pg_catalog; SET quote_all_identifiers = off');
    const columns: Record<string, Record<string, Decision>> = {};
    for (const [name, decision] of Object.entries(decisions)) {
      const [table = '', column = ''] = name.split('.');
      const key = tableKey(schemas[0] ?? '', table);
      columns[key] = { ...columns[key], [column]: decision };
    }
    const origin = { ...(await readStructure(client, schemas)), server: await readSourceName(client) };
    return planOf(await readCatalogue(client, schemas), origin, columns);
  } finally {
    await client.end();
  }
}

/** Decisions that come up again and again. */
export const masked = {
  name: { class: 'direct.person_name', mask: { name: 'person_name' } },
  mail: { class: 'direct.mail', mask: { name: 'mail' } },
  phone: { class: 'direct.phone', mask: { name: 'phone' } },
  text: { class: 'direct.free_text', mask: { name: 'free_text' } },
  token: { class: 'secret.token', mask: { name: 'token' } },
  pseudonym: { class: 'quasi.identifier', mask: { name: 'pseudonym' } },
} satisfies Record<string, Decision>;

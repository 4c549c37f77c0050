import type { ClientBase } from 'pg';
import pg from 'pg';
import { type DataClass, groupOf } from '../../plan-format/data-class';
import type { ScrubPlan } from '../../plan-format/scrub-plan';

/** A schema with generated rows and the truth about its columns, for measuring what classification finds. */
export interface DetectionFixture {
  schema: string;
  /** Statements with unqualified names; the schema is created and put on the search path before them. */
  structure: string;
  rows: () => Record<string, Record<string, unknown>[]>;
  /** Sensitive columns as `table.column`. Whatever is not listed is harmless. */
  truth: Record<string, DataClass>;
}

/** Creates the schema and fills it, parents first in the order of `rows`. */
export async function loadFixture(client: ClientBase, fixture: DetectionFixture): Promise<void> {
  const schema = pg.escapeIdentifier(fixture.schema);
  await client.query(`CREATE SCHEMA ${schema}; SET search_path = ${schema}, public`);
  await client.query(fixture.structure);
  for (const [table, rows] of Object.entries(fixture.rows())) {
    const [first] = rows;
    if (!first) continue;
    const columns = Object.keys(first)
      .map((name) => pg.escapeIdentifier(name))
      .join(', ');
    await client.query(
      `INSERT INTO ${pg.escapeIdentifier(table)} (${columns}) OVERRIDING SYSTEM VALUE
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${schema}.${pg.escapeIdentifier(table)}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
  await client.query('RESET search_path; ANALYZE');
}

export interface Detection {
  columns: number;
  direct: number;
  /** Directly identifying columns that were proposed as direct, secret or wire. */
  found: number;
  missed: string[];
  proposed: number;
  /** Sensitive proposals whose group is not the truth's. */
  wrong: string[];
  unclassified: string[];
}

/** Counts a plan against the truth. */
export function score(plan: ScrubPlan, fixture: DetectionFixture): Detection {
  const result: Detection = {
    columns: 0,
    direct: 0,
    found: 0,
    missed: [],
    proposed: 0,
    wrong: [],
    unclassified: [],
  };
  for (const [key, table] of Object.entries(plan.tables))
    for (const [name, column] of Object.entries(table.columns)) {
      const place = `${key.slice(key.indexOf('.') + 1)}.${name}`;
      const truth = groupOf(fixture.truth[place] ?? 'business.value');
      const said = groupOf(column.class);
      const told = `${fixture.schema}.${place}: ${column.class}, truth ${fixture.truth[place] ?? 'harmless'}`;
      result.columns += 1;
      if (said === 'unclassified') result.unclassified.push(told);
      if (truth === 'direct') {
        result.direct += 1;
        if (['direct', 'secret', 'wire'].includes(said)) result.found += 1;
        else result.missed.push(told);
      }
      if (['direct', 'secret', 'wire', 'quasi'].includes(said)) {
        result.proposed += 1;
        if (said !== truth) result.wrong.push(told);
      }
    }
  return result;
}

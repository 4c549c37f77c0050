import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '@/lib/testing/database';
import { type Catalogue, type CatalogueTable, readCatalogue } from '../../catalogue/catalogue';
import { probeTable } from '../../scrub-plan/check/probe-table';
import type { MaskSpec } from '../../scrub-plan/scrub-plan';
import { maskColumn, maskContext } from '../compile/mask-columns';
import { openMaskSession } from '../compile/open-mask-session';
import { tieGroups } from '../compile/tie-groups';
import { masks } from '../registry';
import { baseTypes, type TypeSample, typeStatements, userTypes } from './type-samples';

/**
 * Every type against every mask, on a real server. A cell holds when the mask says why it does not fit, or when its
 * values fit back into a column of exactly that type, NULL stays NULL, nothing that is NOT NULL is lost, and (in the
 * unique half) as many different values come out as went in.
 */

let database: Awaited<ReturnType<typeof createDatabase>>;
let client: pg.Client;
let catalogue: Catalogue;
const samples = [...baseTypes, ...userTypes];
const nameOf = (sample: TypeSample, half: string) =>
  `${sample.declared.replace(/[^a-z0-9]+/gi, '_')}_${half}`;

function parametersFor(mask: string, sample: TypeSample): MaskSpec[] {
  const value = sample.values[0] ?? '';
  const nested = masks.filter(
    ({ name }) => !['constant', 'array', 'fields', 'range', 'hstore', 'json'].includes(name),
  );
  const inner = () => nested.flatMap(({ name }) => parametersFor(name, sample));
  if (mask === 'constant') return [{ name: mask, value }];
  if (mask === 'array') return inner().map((element) => ({ name: mask, element }));
  if (mask === 'range') return inner().map((bound) => ({ name: mask, bound }));
  if (mask === 'hstore') return [{ name: mask, keys: { mail: { name: 'mail' }, none: { name: 'keep' } } }];
  if (mask === 'json')
    return [
      {
        name: mask,
        shape: {
          keys: {
            mail: { mask: { name: 'mail' } },
            n: { items: { mask: { name: 'keep' }, type: 'number' } },
          },
        },
      },
    ];
  if (mask === 'fields')
    return [
      {
        name: mask,
        fields: { street: { name: 'postal_address' }, zip: { name: 'digits' }, 'House No': { name: 'keep' } },
      },
    ];
  return [{ name: mask }];
}

/** A domain's CHECK is beyond what a mask can know: there the check of the plan has to say it, by trying real rows. */
async function probe(table: CatalogueTable, spec: MaskSpec): Promise<string | null> {
  const declared = table.columns[0]?.type.declared ?? '';
  const entry = { columns: { v: { type: declared, class: 'technical' as const, mask: spec } } };
  await client.query('BEGIN');
  const ties = tieGroups(catalogue, []);
  const { refusals } = await probeTable({
    client,
    table,
    entry,
    ties,
    serverVersion: catalogue.serverVersion,
  });
  await client.query('ROLLBACK');
  return refusals[0]?.code === 'check_broken' ? refusals[0].message : null;
}

async function cell(sample: TypeSample, half: string, spec: MaskSpec): Promise<string> {
  const table = catalogue.tables.find(({ name }) => name === nameOf(sample, half));
  if (!table) throw new Error(`no table for ${sample.declared}`);
  const ties = tieGroups(catalogue, []);
  const context = maskContext(table, ties, catalogue.serverVersion);
  const column = maskColumn(table, 'v', ties);
  const verdict = context.verdict(spec, column);
  if (verdict !== true) return verdict;
  if (column.type.domains.some(({ checks }) => checks.length > 0)) {
    const refused = await probe(table, spec);
    if (refused !== null) return refused;
  }
  const expression = context.expression(spec, column);
  const name = pg.escapeIdentifier(table.name);
  const keepsNull = masks.find((mask) => mask.name === spec.name)?.keepsNull ?? false;
  const { rows } = await client.query<{ rows: number; same: boolean; nulls: boolean }>(
    `WITH made AS MATERIALIZED (SELECT src.v AS raw, ${expression} AS v FROM matrix.${name} AS src)
     SELECT count(*)::int4 AS rows, bool_and(pg_typeof(v) IN (pg_typeof(raw), '${column.type.sql}'::regtype)) AS same,
            bool_and((raw IS NOT DISTINCT FROM NULL) = (v IS NOT DISTINCT FROM NULL)) AS nulls FROM made`,
  );
  expect(rows[0], expression).toMatchObject({
    same: true,
    rows: sample.values.length + (half === 'some' ? 1 : 0),
  });
  if (keepsNull) expect(rows[0]?.nulls, expression).toBe(true);
  await client.query('BEGIN');
  await client.query(`CREATE TABLE matrix.target (LIKE matrix.${name} INCLUDING ALL)`);
  await client.query(`INSERT INTO matrix.target SELECT ${expression} FROM matrix.${name} AS src`);
  await client.query('ROLLBACK');
  return 'holds';
}

beforeAll(async () => {
  database = await createDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('CREATE SCHEMA matrix');
  for (const statement of typeStatements) await client.query(statement);
  for (const sample of samples) {
    const nullable = pg.escapeIdentifier(nameOf(sample, 'some'));
    const unique = pg.escapeIdentifier(nameOf(sample, 'unique'));
    const filled = sample.declared === 'matrix.filled';
    await client.query(`CREATE TABLE matrix.${nullable} (v ${sample.declared})`);
    await client.query(
      `CREATE TABLE matrix.${unique} (v ${sample.declared} NOT NULL ${sample.ordered ? 'UNIQUE' : ''})`,
    );
    const values = sample.values
      .map((value) => `(${pg.escapeLiteral(value)}::${sample.declared})`)
      .join(', ');
    if (values !== '')
      for (const half of [nullable, unique])
        await client.query(`INSERT INTO matrix.${half} VALUES ${values}`);
    await client.query(`INSERT INTO matrix.${nullable} VALUES (${filled ? "''" : 'NULL'})`);
  }
  catalogue = await readCatalogue(client, ['matrix']);
  await openMaskSession(client, randomBytes(32).toString('hex'));
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

it('the matrix knows every built-in type of this server that a column can have', async () => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT typname AS name FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace
        AND typtype IN ('b', 'r', 'm') AND typcategory NOT IN ('A', 'Z') AND typname <> 'gtsvector'`,
  );
  const known = new Set(samples.map(({ declared }) => declared.replaceAll('"', '')));
  // "char" is of the internal category; the others of it have no input and can stand in no table of a person's.
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

describe.each(samples)('a column of $declared', (sample) => {
  describe.each(['some', 'unique'])('(%s values)', (half) => {
    it.each(masks.map(({ name }) => name))('under %s holds or says why not', async (mask) => {
      for (const spec of parametersFor(mask, sample)) {
        try {
          const outcome = await cell(sample, half, spec);
          expect(outcome.length, `${JSON.stringify(spec)}: ${outcome}`).toBeGreaterThan(4);
        } catch (thrown) {
          await client.query('ROLLBACK');
          throw new Error(
            `${JSON.stringify(spec)}: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
            { cause: thrown },
          );
        }
      }
    });
  });
});

it('every mask fits some type', () => {
  const ties = tieGroups(catalogue, []);
  const useless = masks.filter(({ name }) =>
    samples.every((sample) => {
      const table = catalogue.tables.find((candidate) => candidate.name === nameOf(sample, 'some'));
      if (!table) return true;
      const context = maskContext(table, ties, catalogue.serverVersion);
      return parametersFor(name, sample).every(
        (spec) => context.verdict(spec, maskColumn(table, 'v', ties)) !== true,
      );
    }),
  );
  expect(useless.map(({ name }) => name)).toEqual([]);
});

import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { masks } from '../registry';
import { askCells, fillMatrix, type Matrix, type MatrixTable } from './matrix.fixture';
import { baseTypes, type TypeSample } from './type-samples';

/**
 * What can be made of each built-in type: arrays, domains, composites, ranges, multiranges, and these of one another.
 * Every mask is tried on each, and those that look inside with every mask for what is inside.
 */

const database = useDatabase();
let matrix: Matrix;

type Derived = MatrixTable & {
  kind: string;
  /** The statement that makes the type. */
  makes: string;
  /** Masks that look inside. */
  inside: (inner: MaskSpec) => MaskSpec[];
};

const isArray = ({ declared }: TypeSample) => declared.endsWith('[]');
const whole: MaskSpec[] = masks
  .filter(({ name }) => !['array', 'fields', 'range', 'hstore', 'json', 'constant'].includes(name))
  .map(({ name }) => ({ name }));
const few = new Set(['keep', 'null', 'pseudonym', 'free_text', 'date_shift', 'token']);

const element = (spec: MaskSpec): MaskSpec => ({ name: 'array', element: spec });
const field = (spec: MaskSpec): MaskSpec => ({ name: 'fields', fields: { f: spec } });
const bound = (spec: MaskSpec): MaskSpec => ({ name: 'range', bound: spec });
/** PostgreSQL's own vectors fall apart with the array around them; no mask looks into such an array. */
const takesApart = (type: string, kind: string) =>
  !(['oidvector', 'int2vector'].includes(type) && /arrays? of (?!comp)/.test(`${kind} `));
/** Two layers deep with every mask would be asked for hours and answered by one layer each. */
const sparse = (wrap: (inner: MaskSpec) => MaskSpec) => (inner: MaskSpec) =>
  few.has(inner.name) ? [wrap(inner)] : [];

function derive(sample: TypeSample, at: number): Derived[] {
  const type = sample.declared;
  const values = sample.values.map((value) => `${pg.escapeLiteral(value)}::${type}`);
  const named = (letter: string) => `${letter}${at}`;
  const make = (
    kind: string,
    letter: string,
    declared: string,
    given: string[],
    inside: Derived['inside'],
    makes = '',
  ): Derived => ({ kind, name: named(letter), declared, values: given, limits: '', inside, makes });
  const [domain, composite] = [`matrix.${named('domain')}`, `matrix.${named('composite')}`];
  const array = `ARRAY[${[...values, 'NULL'].join(', ')}]`;
  const rows = values.map((value) => `ROW(${value})::${composite}`);
  const made = [
    make(
      'domain over',
      'd',
      domain,
      values.map((value) => `${value}::${domain}`),
      () => [],
      `CREATE DOMAIN ${domain} AS ${type}`,
    ),
    make(
      'composite of',
      'c',
      composite,
      [...rows, `ROW(NULL)::${composite}`],
      (inner) => [field(inner)],
      `CREATE TYPE ${composite} AS (f ${type})`,
    ),
    make(
      'array of composites of',
      'ac',
      `${composite}[]`,
      [`ARRAY[${rows.join(', ')}]::${composite}[]`],
      sparse((inner) => element(field(inner))),
    ),
  ];
  if (isArray(sample)) return made;
  const over = `matrix.${named('listed')}`;
  return [
    ...made,
    make('array of', 'a', `${type}[]`, [`${array}::${type}[]`, `'{}'::${type}[]`], (inner) => [
      element(inner),
    ]),
    make('array of domains over', 'ad', `${domain}[]`, [`${array}::${domain}[]`], sparse(element)),
    make(
      'domain over arrays of',
      'da',
      over,
      [`${array}::${type}[]::${over}`],
      sparse(element),
      `CREATE DOMAIN ${over} AS ${type}[]`,
    ),
    ...(sample.ordered ? ranges(sample, at, make) : []),
  ];
}

function ranges(
  sample: TypeSample,
  at: number,
  make: (
    kind: string,
    letter: string,
    declared: string,
    given: string[],
    inside: Derived['inside'],
    makes?: string,
  ) => Derived,
): Derived[] {
  const [range, multirange] = [`matrix.range${at}`, `matrix.multirange${at}`];
  const value = `${pg.escapeLiteral(sample.values[0] ?? '')}::${sample.declared}`;
  const statement = `CREATE TYPE ${range} AS RANGE (subtype = ${sample.declared}, multirange_type_name = ${multirange})`;
  const given = [`${range}(${value}, NULL)`, `${range}(${value}, ${value}, '[]')`, `'empty'::${range}`];
  return [
    make('range of', 'r', range, given, (inner) => [bound(inner)], statement),
    make(
      'multirange of',
      'm',
      multirange,
      given.slice(0, 2).map((each) => `${multirange}(${each})`),
      () => [],
    ),
  ];
}

const derived = baseTypes.map((sample, at) => ({ type: sample.declared, tables: derive(sample, at) }));

beforeAll(async () => {
  const tables = derived.flatMap((each) => each.tables);
  await database.client.query(
    `CREATE SCHEMA matrix; ${tables
      .map(({ makes }) => makes)
      .filter(Boolean)
      .join('; ')}`,
  );
  matrix = await fillMatrix(database.client, tables);
});

describe.each(derived)('what is made of $type', ({ type, tables }) => {
  it.each(tables)('$kind it: every mask holds or says why not, inside and out', async (table) => {
    const inside = whole.flatMap(table.inside);
    const [value] = table.values;
    const held = await askCells(matrix, table, [...whole, ...inside]);
    // Keeping and emptying fit whatever it is; what looks inside fits with both.
    expect(value).toBeDefined();
    expect(held).toBeGreaterThanOrEqual(2);
    if (inside.length > 0)
      expect(await askCells(matrix, table, table.inside({ name: 'keep' }))).toBe(
        takesApart(type, table.kind) ? 1 : 0,
      );
  });
});

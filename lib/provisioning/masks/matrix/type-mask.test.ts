import pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/testing/database';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { maskColumn, maskContext } from '../compile/mask-columns';
import { tieGroups } from '../compile/tie-groups';
import { masks } from '../registry';
import { askCells, fillMatrix, type Matrix, type MatrixTable } from './matrix.fixture';
import { baseTypes, type TypeSample, typeStatements, userTypes } from './type-samples';

/**
 * Every type against every mask, on a real server; each type in a column that may be NULL, and in one that is UNIQUE,
 * where as many different values come out as went in. Arrays, domains, composites and ranges of each built-in type are in
 * derived-types.test.ts.
 */

const database = useDatabase();
let matrix: Matrix;
const samples = [...baseTypes, ...userTypes];

function tableOf(sample: TypeSample, half: 'some' | 'unique'): MatrixTable {
  const name = `${sample.declared.replace(/[^a-z0-9]+/gi, '_')}_${half}`;
  const values = sample.values.map((value) => `${pg.escapeLiteral(value)}::${sample.declared}`);
  const limits = half === 'some' ? '' : `NOT NULL ${sample.ordered ? 'UNIQUE' : ''}`;
  return {
    name,
    declared: sample.declared,
    values,
    limits,
    ...(sample.declared === 'matrix.filled' ? { blank: "''" } : {}),
  };
}

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

beforeAll(async () => {
  await database.client.query('CREATE SCHEMA matrix');
  for (const statement of typeStatements) await database.client.query(statement);
  const halves = ['some', 'unique'] as const;
  matrix = await fillMatrix(
    database.client,
    samples.flatMap((sample) => halves.map((half) => tableOf(sample, half))),
  );
});

it('the matrix knows every built-in type of this server that a column can have', async () => {
  const { rows } = await database.client.query<{ name: string }>(
    `SELECT typname AS name FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace
        AND typtype IN ('b', 'r', 'm') AND typcategory NOT IN ('A', 'Z') AND typname <> 'gtsvector'`,
  );
  const known = new Set(samples.map(({ declared }) => declared.replaceAll('"', '')));
  // "char" is of the internal category; the others of it have no input and can stand in no table of a person's.
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
});

describe.each(samples)('a column of $declared', (sample) => {
  describe.each(['some', 'unique'] as const)('(%s values)', (half) => {
    it.each(masks.map(({ name }) => name))('under %s holds or says why not', async (mask) => {
      await askCells(matrix, tableOf(sample, half), parametersFor(mask, sample));
    });
  });
});

it('every mask fits some type', () => {
  const { catalogue } = matrix;
  const ties = tieGroups(catalogue, []);
  const useless = masks.filter(({ name }) =>
    samples.every((sample) => {
      const table = catalogue.tables.find((candidate) => candidate.name === tableOf(sample, 'some').name);
      if (!table) return true;
      const context = maskContext(table, ties, catalogue.serverVersion);
      return parametersFor(name, sample).every(
        (spec) => context.verdict(spec, maskColumn(table, 'v', ties)) !== true,
      );
    }),
  );
  expect(useless.map(({ name }) => name)).toEqual([]);
});

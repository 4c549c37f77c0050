import type { DataClass } from '../../../plan-format/data-class';
import type { DetectionFixture } from '../fixture';
import { type FixtureColumn, fixtureOf } from '../generate/fixture-of';

/**
 * Schemas of public products, by name. Tables, columns, types and keys are as the products define them (some tables are
 * left out, and columns that only repeat what stands beside them); rows are made here, in the outward forms that the
 * products' programs give to their values. What each column truly holds was written down before anything was
 * classified. Doubtful ones are decided alike everywhere:
 *
 * - a verifier of a secret (hash, HMAC, salt) counts as secret, as does an address that alone opens something;
 * - what names a person at another service (subject, handle, number) is a name of theirs;
 * - words that people write (notes, titles of their own documents, names of files) are free text;
 * - an address that the product calls is a live wire, unless a token in it opens the other end;
 * - public keys of people, places larger than a street, languages of a person and jobs are quasi-identifiers;
 * - names of firms, teams, plans and settings are business values, and time zones are harmless.
 */

/** A column, and for a document what its sensitive places hold, by path (`a.b`, `a[].b`; `*` is any key). */
export type PublicColumn = FixtureColumn | [...FixtureColumn, inside: Record<string, DataClass>];

export interface PublicTable {
  rows: number;
  columns: Record<string, PublicColumn>;
  constraints?: string;
}

export interface PublicFixture extends DetectionFixture {
  /** Paths inside documents that hold something sensitive, by `table.column`. */
  inside: Record<string, Record<string, DataClass>>;
}

/** A fixture of some tables, parents before children; `types` is run before the tables are created. */
export function publicFixture(
  schema: string,
  seed: () => void,
  tables: Record<string, PublicTable>,
  types = '',
): PublicFixture {
  const inside: PublicFixture['inside'] = {};
  const plain = Object.entries(tables).map(([table, { columns, ...rest }]) => {
    const entries = Object.entries(columns).map(([name, column]): [string, FixtureColumn] => {
      const [type, truth, make, paths] = column;
      if (paths) inside[`${table}.${name}`] = paths;
      return [name, [type, truth, make]];
    });
    return [table, { ...rest, columns: Object.fromEntries(entries) }] as const;
  });
  return { ...fixtureOf(schema, seed, Object.fromEntries(plain), types), inside };
}

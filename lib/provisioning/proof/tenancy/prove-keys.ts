import { escapeIdentifier } from 'pg';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { Sides } from '../compare/compare-columns';
import { readHashes } from '../compare/decode-hashes';
import { HashSet } from '../compare/hash-set';
import type { OwnerPath } from './owner-paths';
import { ownRows, type SchemaName } from './owners-select';

/**
 * The second half, for tables with a key that the plan keeps: every row of the copy has the key of a row that is this
 * tenant's in the source. Together with equal counts that makes the rows of both sides the same ones.
 */

type KeyedTable = {
  table: CatalogueTable;
  paths: readonly OwnerPath[];
  /** Columns of a unique key that the plan keeps. */
  key: readonly string[];
  schemaName: SchemaName;
  /** Names of the settings that hold the tenant's key in the source's session. */
  settings: readonly string[];
  seed: bigint;
  /** Bytes that the set of hashes may take. */
  memory: number;
};

const itself: SchemaName = (schema) => schema;

/** Counts rows of the copy that are nobody's of this tenant in the source. Rejects when a server fails. */
export async function proveKeys(sides: Sides, input: KeyedTable): Promise<number> {
  const { table, paths, key, schemaName, settings, seed } = input;
  const mine = ownRows(table, paths, itself, settings);
  const { rows } = await sides.source.query<{ n: number }>(`SELECT count(*)::float8 AS n ${mine}`);
  const expected = rows[0]?.n ?? 0;
  const parts = Math.max(1, Math.ceil(HashSet.bytesFor(expected) / input.memory));
  const capacity = parts === 1 ? expected : Math.ceil((1.2 * expected) / parts) + 1_000;
  const values = key.map((name) => `held.${escapeIdentifier(name)}::text COLLATE "C"`).join(', ');
  const hash = `hashtextextended(concat_ws('|', ${values}), ${seed})`;
  const inPart = (part: number) => (parts === 1 ? 'true' : `(${hash} & 65535) % ${parts} = ${part}`);
  const only = table.kind === 'p' ? '' : 'ONLY ';
  const there = `FROM ${only}${escapeIdentifier(schemaName(table.schema))}.${escapeIdentifier(table.name)} AS held`;
  let strangers = 0;
  for (let part = 0; part < parts; part += 1) {
    const known = new HashSet(capacity);
    await readHashes(
      sides.source,
      `SELECT ${hash} FROM (SELECT held.* ${mine}) AS held WHERE ${inPart(part)}`,
      (_column, high, low) => known.add(high, low),
    );
    await readHashes(sides.target, `SELECT ${hash} ${there} WHERE ${inPart(part)}`, (_column, high, low) => {
      if (!known.has(high, low)) strangers += 1;
    });
  }
  return strangers;
}

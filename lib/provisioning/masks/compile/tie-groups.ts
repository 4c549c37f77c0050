import { columnKey } from '../../../plan-format/table-key';
import type { Catalogue, CatalogueColumn, CatalogueTable } from '../../catalogue/catalogue';
import type { Lengths } from '../sql/drawn-length';
import { isWhole } from '../sql/text-value';
import { lengthsOf, narrower } from './length-bounds';

/**
 * Which columns must be masked alike. A foreign key ties each of its columns to the one it refers to (position by
 * position, composite and self-referencing ones too, whatever unique key they refer to); a parent ties its partitions
 * and heirs; a declared link ties what no constraint knows of. The groups are the connected components, and each is
 * named by its first column in alphabetical order, so that the name outlives the order of reading.
 */

export interface TieGroup {
  /** The first member; label of the pseudonymisation domain. */
  name: string;
  members: string[];
  /** Some member stands in a unique key that no smaller unique key already guarantees. */
  unique: boolean;
  maxLength: number | null;
  lengths: Lengths;
  foldCase: boolean;
  whole: boolean;
  estimatedRows: number;
}

export interface TieGroups {
  /** The group of a column's key; columns that nothing ties are groups of one. Throws on an unknown column. */
  of(column: string): TieGroup;
  all: TieGroup[];
}

/**
 * The column sets that must stay unique by their masks: every unique key that has no other unique key inside it. (With
 * a key on `id`, a second one on `id, name` asks nothing of `name`.) A key over expressions or with a predicate counts
 * with every column it mentions.
 */
export function demandingKeys(table: CatalogueTable): string[][] {
  const keys = table.uniqueKeys;
  const total = keys.filter((key) => key.columns.length > 0 && key.predicate === null);
  const demanding = keys.filter((key) => {
    const own = key.columns.length > 0 ? key.columns : key.mentions;
    return !total.some(
      (other) => other.columns.length < own.length && other.columns.every((column) => own.includes(column)),
    );
  });
  return demanding.map((key) => (key.columns.length > 0 ? key.columns : key.mentions));
}

function leastLength(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.min(left, right);
}

class Components {
  private readonly parent = new Map<string, string>();

  root(item: string): string {
    let current = item;
    for (let next = this.parent.get(current); next !== undefined; next = this.parent.get(current))
      current = next;
    return current;
  }

  join(left: string, right: string): void {
    const [first, second] = [this.root(left), this.root(right)].sort();
    if (first !== undefined && second !== undefined && first !== second) this.parent.set(second, first);
  }
}

function joinStructure(components: Components, catalogue: Catalogue): void {
  const columnsOf = (parent: string) => catalogue.tables.find(({ key }) => key === parent)?.columns ?? [];
  for (const { key: table, foreignKeys, parents } of catalogue.tables) {
    const referring = foreignKeys.flatMap(({ table: target, columns, referenced }) =>
      columns.map((column, position) => [column, target, referenced[position]] as const),
    );
    for (const [column, target, referenced] of referring)
      if (target !== null && referenced !== undefined)
        components.join(columnKey(table, column), columnKey(target, referenced));
    for (const parent of parents)
      for (const { name } of columnsOf(parent))
        components.join(columnKey(table, name), columnKey(parent, name));
  }
}

function describe(table: CatalogueTable, column: CatalogueColumn, unique: boolean): Omit<TieGroup, 'name'> {
  const { type } = column;
  return {
    members: [columnKey(table.key, column.name)],
    unique,
    maxLength: type.base === 'bit' || type.base === 'varbit' ? null : type.maxLength,
    lengths: lengthsOf(table, column),
    foldCase: type.base === 'citext',
    whole: isWhole(type),
    estimatedRows: Math.max(table.estimatedRows, 1_000),
  };
}

/** Computes the groups. Links that name unknown columns are ignored here; `checkPlan` refuses them. */
export function tieGroups(catalogue: Catalogue, links: string[][]): TieGroups {
  const components = new Components();
  joinStructure(components, catalogue);
  for (const [first, ...rest] of links) for (const other of rest) if (first) components.join(first, other);

  const groups = new Map<string, TieGroup>();
  for (const table of catalogue.tables) {
    const unique = new Set(demandingKeys(table).flat());
    for (const column of table.columns) {
      const one = describe(table, column, unique.has(column.name));
      const name = components.root(columnKey(table.key, column.name));
      const group = groups.get(name);
      if (!group) {
        groups.set(name, { name, ...one });
        continue;
      }
      group.members.push(...one.members);
      group.unique ||= one.unique;
      group.maxLength = leastLength(group.maxLength, one.maxLength);
      group.lengths = narrower(group.lengths, one.lengths);
      group.foldCase ||= one.foldCase;
      group.whole &&= one.whole;
      group.estimatedRows = Math.max(group.estimatedRows, one.estimatedRows);
    }
  }
  return {
    all: [...groups.values()],
    of(column) {
      const group = groups.get(components.root(column));
      if (!group) throw new RangeError(`the catalogue has no column ${column}`);
      return group;
    },
  };
}

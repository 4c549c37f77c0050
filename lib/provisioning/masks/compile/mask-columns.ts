import pg from 'pg';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import { columnKey } from '../../../plan-format/table-key';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { MaskColumn, MaskContext, Verdict } from '../mask';
import { findMask } from '../registry';
import { subkey } from '../sql/keyed';
import { demandingKeys, type TieGroups } from './tie-groups';

/** The alias under which a masked SELECT reads its table. */
export const sourceAlias = 'src';

/** One column as masks see it, under the alias of the masked SELECT. */
export function maskColumn(table: CatalogueTable, name: string, ties: TieGroups): MaskColumn {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new RangeError(`${table.key} has no column ${name}`);
  const group = ties.of(columnKey(table.key, name));
  return {
    sql: `${sourceAlias}.${pg.escapeIdentifier(name)}`,
    type: column.type,
    notNull: column.notNull || column.type.domains.some((domain) => domain.notNull),
    unique: group.unique,
    keys: demandingKeys(table)
      .filter((columns) => columns.includes(name))
      .map((columns) => columns.filter((other) => other !== name)),
    tie: group.name,
    maxLength: group.maxLength,
    lengths: group.lengths,
    foldCase: group.foldCase,
    whole: group.whole,
    estimatedRows: group.estimatedRows,
  };
}

/** The context of one statement over one table. Aliases are unique within it: make one per statement. */
export function maskContext(table: CatalogueTable, ties: TieGroups, serverVersion: number): MaskContext {
  let aliases = 0;
  const context: MaskContext = {
    serverVersion,
    subkey,
    sibling: (name) =>
      table.columns.some((column) => column.name === name) ? maskColumn(table, name, ties) : null,
    alias: () => {
      aliases += 1;
      return `m${aliases}`;
    },
    verdict(spec: MaskSpec, column: MaskColumn): Verdict {
      const mask = findMask(spec.name);
      return mask ? mask.verdict(spec, column, context) : `there is no mask called ${spec.name}`;
    },
    expression(spec, column) {
      const mask = findMask(spec.name);
      if (!mask) throw new TypeError(`there is no mask called ${spec.name}`);
      return mask.expression(spec, column, context);
    },
  };
  return context;
}

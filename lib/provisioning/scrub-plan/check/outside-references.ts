import type { Catalogue } from '../../catalogue/catalogue';
import type { Refusal } from '../refusal';

/** Foreign keys that lead out of the plan's schemas: in the copy there is nothing that they could refer to. Pure. */
export function findOutsideReferences(catalogue: Catalogue): Refusal[] {
  return catalogue.tables.flatMap((table) =>
    table.foreignKeys
      .filter((key) => key.table === null)
      .map((key): Refusal => {
        const [column] = key.columns;
        return {
          code: 'reference_outside',
          table: table.key,
          ...(column === undefined ? {} : { column }),
          constraint: key.name,
          message: `${table.key}: the foreign key ${key.name} refers to a table of a schema that the plan does not name. Make the plan for that schema as well.`,
        };
      }),
  );
}

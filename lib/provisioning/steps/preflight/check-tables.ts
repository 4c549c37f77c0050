import { type BuildOrder, configurationTables } from '../../build-order';
import type { TableColumns } from '../../catalogue/loading/read-table-columns';
import { ProvisioningError } from '../../provisioning-error';
import { listed } from './check-source';

/** Refuses a product or a seed set that names tables or columns which production does not have. */
export function checkTables(plan: BuildOrder, tables: readonly TableColumns[]): void {
  const known = new Map(tables.map(({ table, columns }) => [table, new Set(columns)]));
  const { referenceTables } = plan.product;
  const missing = [...referenceTables, ...configurationTables(plan)].filter((table) => !known.has(table));
  if (missing.length)
    throw new ProvisioningError(
      'product_mismatch',
      `The product names ${listed(missing)}, and production has no such table.`,
    );
  for (const { table, columns } of plan.seedSet?.tables ?? []) {
    const present = known.get(table);
    if (!present) throw seedSetInvalid(`The seed set fills ${table}, and production has no such table.`);
    const unknown = columns.filter((column) => !present.has(column));
    if (unknown.length)
      throw seedSetInvalid(
        `The seed set fills ${listed(unknown)} of ${table}: no columns that take a value.`,
      );
    if (referenceTables.includes(table))
      throw seedSetInvalid(`The seed set fills ${table}, whose rows come from production.`);
  }
}

function seedSetInvalid(message: string): ProvisioningError {
  return new ProvisioningError('seed_set_invalid', message);
}

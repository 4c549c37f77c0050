/**
 * Options that a server keeps for itself among those that people set on tables and columns. The minor releases of
 * November 2026 count versions of each column in one, `pg_attver`: its value says nothing about a definition, no older
 * server takes it, and it differs between a table and its copy. PostgreSQL keeps names that begin with `pg_` for itself.
 */
const prefix = 'pg_';

/** Whether an option of this name belongs to the server alone. */
export const isInternalOption = (name: string): boolean => name.startsWith(prefix);

/** SQL for the options in an array such as `c.reloptions`, sorted, as one text; internal ones are left out. */
export const optionsOf = (array: string): string =>
  `array_to_string(ARRAY(SELECT o FROM unnest(${array}) AS o WHERE NOT starts_with(o, '${prefix}') ORDER BY 1), ',')`;

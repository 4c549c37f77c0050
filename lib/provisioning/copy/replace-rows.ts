import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';
import { qualified } from './copy-rows';
import { liftForce, restoreForce } from './forced-row-security';

type TriggerState = { table: string; trigger: string; state: 'O' | 'R' | 'A' | 'D' };

const enable = { O: 'ENABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS', D: 'DISABLE' };

/**
 * Runs `load` inside the caller's transaction with the tables emptied and their own triggers silent, then lets each
 * trigger fire as it did before. Foreign keys stay enforced. Row security that is forced on the owner is lifted for as
 * long. Tables are given parents first and emptied in the opposite order.
 */
export async function replaceRows<T>(
  client: Client,
  schema: string,
  tables: readonly string[],
  load: () => Promise<T>,
): Promise<T> {
  const states = await readTriggerStates(client, schema, tables);
  const forced = await liftForce(client, [schema], tables);
  for (const table of tables)
    await client.query(`ALTER TABLE ${qualified(schema, table)} DISABLE TRIGGER USER`);
  for (const table of tables.toReversed()) await client.query(`DELETE FROM ${qualified(schema, table)}`);
  const result = await load();
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const { table, trigger, state } of states)
    await client.query(`ALTER TABLE ONLY ${table} ${enable[state]} TRIGGER ${escapeIdentifier(trigger)}`);
  await restoreForce(client, forced);
  return result;
}

/** Triggers of the tables and of all their partitions, where copies of a trigger have states of their own. */
async function readTriggerStates(client: Client, schema: string, tables: readonly string[]) {
  const { rows } = await client.query<TriggerState>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS "table", t.tgname AS trigger, t.tgenabled AS state
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal
        AND c.oid IN (SELECT coalesce(p.relid, r.oid)
                        FROM pg_class r JOIN pg_namespace rn ON rn.oid = r.relnamespace
                        LEFT JOIN LATERAL pg_partition_tree(r.oid) p ON true
                       WHERE rn.nspname = $1 AND r.relname = ANY ($2))`,
    [schema, tables],
  );
  return rows;
}

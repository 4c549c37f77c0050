import type { ClientBase } from 'pg';
import { setUnlogged } from '../../sessions/set-unlogged';

/**
 * Prepares a session for masked SELECTs: the key (64 hex digits) by a way that no log keeps, and the settings that make
 * expressions mean the same on every server. `pg_catalog` alone on the search path keeps the source's own functions from
 * standing in for built-in ones. The settings last as long as the session, or with `local` as long as the transaction. May be
 * repeated. Refuses a key of another form with a RangeError.
 */
export async function openMaskSession(client: ClientBase, keyHex: string, local = false): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new RangeError('the key must be 32 bytes as 64 hex digits');
  await setUnlogged(client, 'sandgate.key', keyHex, local);
  await client.query(
    `SELECT set_config('search_path', 'pg_catalog', $1),
            set_config('TimeZone', 'UTC', $1), set_config('DateStyle', 'ISO, YMD', $1),
            set_config('client_encoding', 'UTF8', $1), set_config('IntervalStyle', 'postgres', $1),
            set_config('bytea_output', 'hex', $1), set_config('extra_float_digits', '1', $1),
            set_config('jit', 'off', $1)`,
    [local],
  );
}

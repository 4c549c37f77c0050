import type { ClientBase } from 'pg';

/**
 * Prepares a session for masked SELECTs: the key (64 hex digits) by a bind parameter, so that it never stands in a
 * statement's text, and the settings that make expressions mean the same on every server. `pg_catalog` alone on the
 * search path keeps the source's own functions from standing in for built-in ones. The settings last as long as the
 * session, or with `local` as long as the transaction. May be repeated. Refuses a key of another form with a RangeError.
 */
export async function openMaskSession(client: ClientBase, keyHex: string, local = false): Promise<void> {
  if (!/^[0-9a-f]{64}$/.test(keyHex)) throw new RangeError('the key must be 32 bytes as 64 hex digits');
  await client.query(
    `SELECT set_config('sandgate.key', $1, $2), set_config('search_path', 'pg_catalog', $2),
            set_config('TimeZone', 'UTC', $2), set_config('DateStyle', 'ISO, YMD', $2),
            set_config('client_encoding', 'UTF8', $2), set_config('IntervalStyle', 'postgres', $2),
            set_config('bytea_output', 'hex', $2), set_config('extra_float_digits', '1', $2),
            set_config('jit', 'off', $2)`,
    [keyHex, local],
  );
}

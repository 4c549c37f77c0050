/**
 * Limits of a sandbox's own sessions. A tenant may raise the times for itself, so they guard against accidents; it may not
 * change how much its temporary files take.
 */
export const tenantLimits = {
  statement_timeout: '60s',
  idle_in_transaction_session_timeout: '60s',
  lock_timeout: '10s',
  temp_file_limit: '256MB',
} as const;

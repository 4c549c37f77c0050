import type { Client } from 'pg';
import { ProvisioningError } from '../provisioning-error';

/**
 * What a server says of a session when it signs in, without being asked (PostgreSQL 18, 54.2.7). It shows whether the
 * settings that were sent along hold: a pooler may drop them in silence (`ignore_startup_parameters`), and then the session
 * could write to production, and policies could hide rows from it.
 */
export type Reported = ReadonlyMap<string, string>;

/** Gathers what the server reports. Call before `connect`. */
export function watchReported(client: Client): Reported {
  const reported = new Map<string, string>();
  client.connection.on('parameterStatus', (status: { parameterName: string; parameterValue: string }) =>
    reported.set(status.parameterName, status.parameterValue),
  );
  return reported;
}

/** Refuses (`address_unfit`) a session of the source whose settings did not arrive. */
export function assertSettingsHold(reported: Reported, readOnly = 'on'): void {
  if (reported.get('default_transaction_read_only') === readOnly) return;
  throw new ProvisioningError(
    'address_unfit',
    'A connection pooler stands before the production server; it dropped the settings that make a session read-only.',
    undefined,
    { remedy: poolerRemedy },
  );
}

const poolerRemedy =
  'Whoever registered the address names the server’s own host and port; settings of the pooler, such as ignore_startup_parameters, do not suffice.';

import type { ProvisioningError } from './provisioning-error';
import type { Failure } from './report';

/** An error as a report carries it: without its cause, which may quote values. */
export function failureOf({ code, message, remedy, sqlstate }: ProvisioningError): Failure {
  return { code, message, remedy, ...(sqlstate ? { sqlstate } : {}) };
}

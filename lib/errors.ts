/**
 * THE table of codes: the closed union of ways to fail that anybody may be told about, each with its status in HTTP.
 * Everything else is a fault of ours: it is logged under an id, and that id is told. Programs that call a sandbox need to
 * tell a wrong field from a wrong media type, so some codes are theirs alone.
 */
export const errorCodes = {
  malformed_address: 400,
  malformed_body: 400,
  invalid_input: 400,
  invalid_parameter: 400,
  unauthenticated: 401,
  reauthentication_required: 401,
  wrong_environment: 401,
  forbidden: 403,
  insufficient_scope: 403,
  sandbox_suspended: 403,
  not_found: 404,
  method_not_allowed: 405,
  state_conflict: 409,
  not_signed: 409,
  basis_changed: 409,
  source_moved: 409,
  duplicate: 409,
  idempotency_mismatch: 409,
  quota_exceeded: 409,
  conflict: 409,
  sandbox_not_ready: 409,
  sandbox_renamed: 410,
  precondition_failed: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  misdirected: 421,
  invalid_record: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  timeout: 503,
  sandbox_building: 503,
} as const;
export type ErrorCode = keyof typeof errorCodes;

/** Messages by field name, as zod reports them; a field may have several. */
export type FieldErrors = Record<string, string[]>;

/**
 * A failure that is part of the contract. `message` is a sentence for the person, saying what to do; it must carry no
 * secret, no raw value and no internals.
 */
export class KnownError extends Error {
  constructor(
    readonly code: Exclude<ErrorCode, 'internal'>,
    message: string,
    readonly fields: FieldErrors = {},
  ) {
    super(message);
    this.name = 'KnownError';
  }
}

/** Someone else moved the object first; the message says who and to what, so that the loser need not guess. */
export function conflict(message: string): KnownError {
  return new KnownError('state_conflict', message);
}

/** The object does not exist, or this person may not know that it does: the two must look alike. */
export function notFound(what: string): KnownError {
  return new KnownError('not_found', `There is no such ${what}, or you do not have access to it.`);
}

/** One field was refused; the sentence stands at the field. */
export function invalidField(field: string, message: string): KnownError {
  return new KnownError('invalid_input', message, { [field]: [message] });
}

/** Whether somebody else was faster, or the thing is no more where it was: the loser of a race looks again. */
export function isConflict(error: unknown): error is KnownError {
  return error instanceof KnownError && error.code === 'state_conflict';
}

import type { ErrorCode, FieldErrors } from '../errors';

/** What went wrong, as a person may be told it. `id` finds our log line when the fault is ours. */
export type Failure = { code: ErrorCode; message: string; fields: FieldErrors; id?: string };

/** The outcome of a command: a value or a failure, never an exception. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Failure };

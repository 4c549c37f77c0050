/**
 * How the sandbox's API fails: problem+json (RFC 9457) with a closed union of codes. The union is wider than the desk's,
 * since a program calls here and needs to tell a wrong field from a wrong media type.
 *
 * A problem names columns, constraints and types, never a row's value: problems end up in the callers' logs.
 */
export const problemStatus = {
  malformed_address: 400,
  malformed_body: 400,
  invalid_parameter: 400,
  unauthenticated: 401,
  wrong_environment: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  sandbox_not_ready: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  misdirected: 421,
  invalid_record: 422,
  too_many_requests: 429,
  internal: 500,
  sandbox_building: 503,
  unavailable: 503,
  timeout: 503,
} as const;
export type ProblemCode = keyof typeof problemStatus;

type Extras = {
  /** Further members of the problem: facts for programs. */
  members?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
};

/** A failure that the caller is told about. `detail` is one sentence or two, for a developer, without row values. */
export class Problem extends Error {
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    extras: Extras = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.members = extras.members ?? {};
    this.headers = extras.headers ?? {};
  }
}

/** A record was refused because of one column; the column's name stands in `fields`. */
export function refuseColumn(column: string, reason: string): Problem {
  return new Problem('invalid_record', `${column}: ${reason}`, {
    members: { fields: { [column]: [reason] } },
  });
}

/** The busy kind of failure, with the seconds after which to try again. */
export function tryLater(code: 'unavailable' | 'timeout', detail: string, seconds = 1): Problem {
  return new Problem(code, detail, { headers: { 'retry-after': String(seconds) } });
}

/** On every answer: it is private to the key, and it is what its content type says. */
export const answerHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** The problem as an HTTP answer. */
export function problemResponse(problem: Problem): Response {
  const { code, members, headers, message } = problem;
  const status = problemStatus[code];
  const title = code.replaceAll('_', ' ');
  const body = { type: `urn:sandgate:problem:${code}`, title, status, code, detail: message, ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...answerHeaders, 'content-type': 'application/problem+json', ...headers },
  });
}

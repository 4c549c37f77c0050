import { type ErrorCode, errorCodes } from '../../errors';

type Extras = {
  /** Further members of the problem: facts for programs. */
  members?: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
};

/**
 * A failure that whoever sent a request is told about. `detail` is one sentence or two. It names parameters, columns and
 * types, never a row's value: problems end up in the callers' logs.
 */
export class Problem extends Error {
  readonly status: number;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ErrorCode,
    detail: string,
    extras: Extras = {},
  ) {
    super(detail);
    this.name = 'Problem';
    this.status = errorCodes[code];
    this.members = extras.members ?? {};
    this.headers = extras.headers ?? {};
  }
}

/** The busy kind of failure, with the seconds after which to try again. */
export function tryLater(code: 'unavailable' | 'timeout', detail: string, seconds = 1): Problem {
  return new Problem(code, detail, { headers: { 'retry-after': String(seconds) } });
}

/** A body that is longer than what may be sent here. */
export function bodyTooLarge(mostBytes: number, headers: Record<string, string> = {}): Problem {
  const most = mostBytes < 1_000_000 ? `${mostBytes / 1_000} kB` : `${mostBytes / 1_000_000} MB`;
  return new Problem('body_too_large', `A body has at most ${most} here. Send less at once.`, { headers });
}

/** On every answer to a program: it is private to whoever asked, and it is what its content type says. */
export const answerHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const;

/** THE builder of problem+json (RFC 9457): the problem as an HTTP answer. */
export function answerProblem({ code, status, message, members, headers }: Problem): Response {
  const title = code.replaceAll('_', ' ');
  const body = { type: `urn:sandgate:problem:${code}`, title, status, code, detail: message, ...members };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...answerHeaders, 'content-type': 'application/problem+json', ...headers },
  });
}

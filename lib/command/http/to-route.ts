import type { z } from 'zod';
import { currentActor } from '../../access/session';
import { type ErrorCode, errorCodes, KnownError } from '../../errors';
import { ask, type Query } from '../query';
import type { Failure } from '../result';
import { toFailure } from '../run';

/**
 * Turns a query into a GET handler: search parameters and path parameters are its input, JSON its answer, problem+json
 * (RFC 9457) its failures. Answers are private to the session and never stored.
 */
export function toRoute<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
): (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const actor = await currentActor();
      if (!actor) throw new KnownError('unauthenticated', 'Sign in first.');
      const search = Object.fromEntries(new URL(request.url).searchParams);
      const value = await ask(query, { ...search, ...(await context.params) }, actor);
      return Response.json(value, { headers: { 'cache-control': 'no-store' } });
    } catch (error) {
      return problemOf(toFailure(error, query.name));
    }
  };
}

/** A failure of a query as a problem; the parameter that was refused, if it was one, stands in `parameter`. */
export function problemOf({ code, message, fields }: Failure): Response {
  const [parameter] = Object.keys(fields);
  return problem(code, message, parameter ? { parameter } : {});
}

/** A problem+json answer (RFC 9457) for one of our codes. */
export function problem(code: ErrorCode, detail: string, members: Record<string, string> = {}): Response {
  const body = {
    type: `urn:sandgate:problem:${code}`,
    title: code.replaceAll('_', ' '),
    status: errorCodes[code],
    detail,
    ...members,
  };
  return new Response(JSON.stringify(body), {
    status: errorCodes[code],
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

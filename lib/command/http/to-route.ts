import type { z } from 'zod';
import type { PersonActor } from '../../access/actor';
import { ask, type Query } from '../query';
import { jsonAnswer } from './answer';
import { bySession } from './by-session';
import { type Params, type RouteHandler, throughDoor } from './door';
import { answerHeaders } from './problem';

type Asked = { who: PersonActor; request: Request; params: Params };

type RouteOptions<Output> = {
  /** What the body adds to the query's input; for questions that are too long for an address, which are posted. */
  read?: (request: Request) => Promise<Record<string, unknown>>;
  /** The address under which it is found now, where that is another one: answered with 308. */
  movedTo?: (asked: Asked) => Promise<string | null>;
  /** The answer, where it is not the output as JSON. */
  answer?: (output: Output, asked: Asked) => Response;
};

/**
 * Turns a query into a route handler for people who are signed in: search parameters and path parameters are its input,
 * JSON its answer. Answers are private to the session and never stored.
 */
export function toRoute<Input extends z.ZodType, Output>(
  query: Query<Input, Output>,
  { read, movedTo, answer = (output) => jsonAnswer(JSON.stringify(output)) }: RouteOptions<Output> = {},
): RouteHandler<Params> {
  return throughDoor(bySession, {
    name: query.name,
    allow: query.allow,
    serve: async (asked) => {
      const { who, request, params } = asked;
      const moved = await movedTo?.(asked);
      if (moved) return new Response(null, { status: 308, headers: { ...answerHeaders, location: moved } });
      const search = Object.fromEntries(new URL(request.url).searchParams);
      const input = { ...search, ...params, ...(await read?.(request)) };
      return answer(await ask(query, input, who), asked);
    },
  });
}

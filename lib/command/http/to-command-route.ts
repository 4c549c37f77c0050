import type { z } from 'zod';
import type { Json } from '../../canonical-json';
import type { Command } from '../command';
import { run } from '../run';
import { jsonAnswer } from './answer';
import { bySession } from './by-session';
import { entityTag, readIdempotencyKey, readIfMatch } from './conditions';
import { type Params, type RouteHandler, throughDoor } from './door';
import { problemOf } from './to-problem';

type CommandRouteOptions<Output> = {
  /** The command's input; `ifMatch` is the version that the change was made from, where the header says one. */
  read: (sent: { request: Request; params: Params; ifMatch: string | null }) => Promise<unknown>;
  /** The version that there is now, for ETag. */
  version?: (output: Output) => number;
};

/**
 * Turns a command into a route handler for people who are signed in, with JSON as its answer. Idempotency-Key is the
 * command's key. Whoever says by If-Match what the change was made from is answered with 412 where somebody else was
 * faster, and with 409 otherwise.
 */
export function toCommandRoute<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  { read, version }: CommandRouteOptions<Output>,
): RouteHandler<Params> {
  return throughDoor(bySession, {
    name: command.name,
    allow: command.allow,
    serve: async ({ who, request, params }) => {
      const ifMatch = readIfMatch(request.headers);
      const idempotencyKey = readIdempotencyKey(request.headers);
      const input = await read({ request, params, ifMatch });
      const result = await run(command, input, who, idempotencyKey ? { idempotencyKey } : {});
      if (result.ok)
        return jsonAnswer(
          JSON.stringify(result.value),
          200,
          version ? { etag: entityTag(version(result.value)) } : {},
        );
      const { code } = result.error;
      const isStale = ifMatch !== null && code === 'state_conflict';
      throw problemOf({ ...result.error, code: isStale ? 'precondition_failed' : code });
    },
  });
}

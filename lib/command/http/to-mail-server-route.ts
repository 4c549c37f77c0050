import type { z } from 'zod';
import type { Json } from '../../canonical-json';
import type { Command } from '../command';
import { run } from '../run';
import { jsonAnswer } from './answer';
import { bodyLimits, readBytes } from './body';
import { byMailServer } from './by-mail-server';
import { type Params, type RouteHandler, throughDoor } from './door';
import { Problem } from './problem';
import { problemOf } from './to-problem';

/**
 * Turns a command into a route handler for the mail server, which posts one small object as JSON: the command's input. It is
 * answered with an empty object, since nothing of it is the program's business.
 */
export function toMailServerRoute<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
): RouteHandler<Params> {
  const { name, allow } = command;
  return throughDoor(byMailServer, {
    name,
    allow,
    serve: async ({ who, request }) => {
      const result = await run(command, await readSentence(request), who);
      if (!result.ok) throw problemOf(result.error);
      return jsonAnswer('{}');
    },
  });
}

async function readSentence(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, bodyLimits.sentence);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem('malformed_body', 'The body is no JSON object in UTF-8.');
  }
}

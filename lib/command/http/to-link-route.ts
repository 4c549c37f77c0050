import type { z } from 'zod';
import type { PersonActor } from '../../access/actor';
import { findLinkActor } from '../../access/find-link-actor';
import type { LinkPurpose } from '../../access/link-token';
import { assertCan, type Permission } from '../../access/permissions';
import type { Json } from '../../canonical-json';
import { env } from '../../env';
import type { Command } from '../command';
import { run } from '../run';
import { jsonAnswer } from './answer';
import { bodyLimits, readBytes } from './body';
import { type Entrance, type RouteHandler, throughDoor } from './door';
import { answerHeaders } from './problem';
import { problemOf } from './to-problem';

type Params = { token: string };

/**
 * The route handlers of an address in a mail for programs and people alike: POST does the thing, without a cookie, for whoever the
 * link was sent to (RFC 8058); GET does nothing and leads to the page with the button. What a POST carries says nothing: it is taken to its
 * end, and not looked at.
 */
export function toLinkRoute<Input extends z.ZodType, Output extends Json>(
  command: Command<Input, Output>,
  { purpose, page }: { purpose: LinkPurpose; page: (token: string) => string },
): Record<'GET' | 'POST', RouteHandler<Params>> {
  const byLink: Entrance<PersonActor, Permission, Params> = {
    identify: async (_request, { token }) => (await findLinkActor(purpose, token)).actor,
    admit: assertCan,
    isOfBrowsers: false,
  };
  const { name, allow } = command;
  return {
    POST: throughDoor(byLink, {
      name,
      allow,
      serve: async ({ who, request }) => {
        await readBytes(request, bodyLimits.sentence);
        const result = await run(command, {}, who);
        if (!result.ok) throw problemOf(result.error);
        return jsonAnswer('{}');
      },
    }),
    GET: throughDoor(byLink, {
      name,
      allow,
      serve: ({ params }) => {
        const location = new URL(page(params.token), env().PUBLIC_URL).toString();
        return new Response(null, { status: 303, headers: { ...answerHeaders, location } });
      },
    }),
  };
}

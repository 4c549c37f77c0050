import { createId } from '../ids';
import { log } from '../log';
import { authenticateCaller } from './callers/authenticate-caller';
import type { Caller } from './callers/caller';
import { Problem, problemResponse } from './problem';

type Params = { slug: string } & Record<string, string | string[]>;
type RouteHandler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/** What a resource does for one method, once the caller is known. */
type Method<P> = (call: { caller: Caller; request: Request; params: P }) => Response | Promise<Response>;

const served = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
type Served = (typeof served)[number];
type Verb = Served | 'PUT' | 'HEAD' | 'OPTIONS';

/**
 * Makes the route handlers of one resource of the sandbox's API. Every method is answered: those that are not given by
 * 405 with Allow, HEAD as GET without its body, OPTIONS without asking who calls, and without a word about CORS, since a
 * key does not belong into a browser. All failures are problem+json; unforeseen ones are logged under an id.
 */
export function toGateway<P extends Params>(
  methods: Partial<Record<Served, Method<P>>>,
): Record<Verb, RouteHandler<P>> {
  const given = served.filter((verb) => methods[verb]);
  const allow = [...given, ...(methods.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const handle = (method: Method<P> | undefined): RouteHandler<P> => {
    return async (request, context) => {
      try {
        if (!method)
          throw new Problem('method_not_allowed', `Here one can ${allow}.`, { headers: { allow } });
        const params = await context.params;
        const caller = await authenticateCaller(request, params.slug);
        return await method({ caller, request, params });
      } catch (error) {
        return problemResponse(toProblem(error));
      }
    };
  };
  return {
    GET: handle(methods.GET),
    POST: handle(methods.POST),
    PATCH: handle(methods.PATCH),
    DELETE: handle(methods.DELETE),
    PUT: handle(undefined),
    HEAD: async (request, context) => withoutBody(await handle(methods.GET)(request, context)),
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow, 'cache-control': 'no-store' } }),
  };
}

function withoutBody(response: Response): Response {
  void response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const id = createId();
  log.error({ id, doing: 'gateway', error }, 'unforeseen failure');
  return new Problem('internal', `Something went wrong on our side; its number is ${id}.`, {
    members: { id },
  });
}

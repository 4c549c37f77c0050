import { type Endpoint, type Entrance, type RouteHandler, throughDoor } from './door';
import { answerProblem, Problem } from './problem';

const served = ['GET', 'POST', 'PATCH', 'DELETE'] as const;
type Served = (typeof served)[number];
type Verb = Served | 'PUT' | 'HEAD' | 'OPTIONS';

/**
 * Makes the route handlers of one address of an API. Every method is answered: those that are not given by 405 with Allow,
 * HEAD as GET without its body, OPTIONS without asking who calls, and without a word about CORS, since a key does not
 * belong into a browser.
 */
export function toResource<Who, Right, P>(
  entrance: Entrance<Who, Right, P>,
  endpoints: Partial<Record<Served, Endpoint<Who, Right, P>>>,
): Record<Verb, RouteHandler<P>> {
  const given = served.filter((verb) => endpoints[verb]);
  const allow = [...given, ...(endpoints.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  const refused = async () =>
    answerProblem(new Problem('method_not_allowed', `Here one can ${allow}.`, { headers: { allow } }));
  const handle = (endpoint: Endpoint<Who, Right, P> | undefined): RouteHandler<P> =>
    endpoint ? throughDoor(entrance, endpoint) : refused;
  return {
    GET: handle(endpoints.GET),
    POST: handle(endpoints.POST),
    PATCH: handle(endpoints.PATCH),
    DELETE: handle(endpoints.DELETE),
    PUT: refused,
    HEAD: async (request, context) => withoutBody(await handle(endpoints.GET)(request, context)),
    OPTIONS: async () => new Response(null, { status: 204, headers: { allow, 'cache-control': 'no-store' } }),
  };
}

function withoutBody(response: Response): Response {
  void response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

import { assertOwnOrigin } from '../own-origin';
import { answerProblem } from './problem';
import { toProblem } from './to-problem';

/**
 * THE HTTP DOOR. What must hold for every request of a program is written here and nowhere else, in this order: who sends
 * it, that a browser sends it from a page of ours, that the sender has the right, the endpoint itself, failures to
 * problem+json. No body is read before the right is known.
 *
 * It turns a Request into a Response and knows no framework, so that Next.js's route handlers and handlers that are mounted
 * in a server of Node.js share it.
 */

/** The parts of an address that a handler is given by name. */
export type Params = Record<string, string | string[]>;

/** How Next.js calls the export of a `route.ts`. */
export type RouteHandler<P> = (request: Request, context: { params: Promise<P> }) => Promise<Response>;

/** One way in: from what a request carries to whoever sent it, and what they may do. */
export type Entrance<Who, Right, P> = {
  /** Says whose request this is. Throws the refusal if it is nobody's. */
  identify: (request: Request, params: P) => Promise<Who>;
  /** Throws unless this is a right of theirs: a row of the table of permissions or of scopes. */
  admit: (who: Who, right: Right) => void;
  /**
   * Whether browsers send the proof of identity by themselves and from every page, as they do with cookies. A change must
   * then come from a page of ours.
   */
  isOfBrowsers: boolean;
};

/** What is done for one method of an address: its name in the log, the right that it takes, and the work. */
export type Endpoint<Who, Right, P> = {
  name: string;
  allow: Right;
  serve: (call: { who: Who; request: Request; params: P }) => Response | Promise<Response>;
};

/** Makes the handler of an endpoint. It never rejects. */
export function throughDoor<Who, Right, P>(
  entrance: Entrance<Who, Right, P>,
  endpoint: Endpoint<Who, Right, P>,
): RouteHandler<P> {
  return async (request, context) => {
    try {
      const params = await context.params;
      const who = await entrance.identify(request, params);
      if (entrance.isOfBrowsers && changes(request)) assertOwnOrigin(request.headers);
      entrance.admit(who, endpoint.allow);
      return await endpoint.serve({ who, request, params });
    } catch (error) {
      return answerProblem(toProblem(error, endpoint.name));
    }
  };
}

const changes = ({ method }: Request) => method !== 'GET' && method !== 'HEAD';

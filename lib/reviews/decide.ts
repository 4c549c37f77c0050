import type { PersonActor } from '../access/actor';
import { requirePerson } from '../access/require-person';
import type { Json } from '../canonical-json';
import type { CommandContext } from '../command/command';
import type { Prisma } from '../db/generated/client';
import { KnownError } from '../errors';
import { notify } from '../notices/notify';
import { addRequestEvent } from '../requests/add-request-event';
import { getParties } from '../requests/get-parties';
import { type Move, moveRequest } from '../requests/move-request';
import type { RequestEventKind } from '../requests/request';
import type { Decision } from './decision-input';
import { type Parties, whyNotDecide, whyNotSign } from './review';

type Turn = {
  as: 'support' | 'compliance';
  move: Move;
  kind: RequestEventKind;
  /** What the person wrote; stands in the timeline and in the notice. */
  text?: string | undefined;
  details?: Record<string, Json>;
  columns?: Prisma.RequestUncheckedUpdateManyInput;
  /** What the requester is told: "Request #12: <headline>". */
  headline: string;
  message?: string;
};

const objections = { support: whyNotDecide, compliance: whyNotSign } satisfies Record<
  Turn['as'],
  (actor: PersonActor, state: Move['from'], parties: Parties) => string | null
>;

/**
 * One turn of the house on a request: moves it if it is still where, and in the version that, the person saw it; refuses
 * those who may not decide it; adds the turn to the timeline and tells the requester. All in the caller's transaction.
 * Throws `not_found`, `state_conflict` (naming who was faster) or `forbidden` (saying why).
 */
export async function decide(
  context: CommandContext<{ requestId: string; version: number }>,
  turn: Turn,
): Promise<Decision> {
  const { actor, tx, now, enqueue, input } = context;
  const decider = requirePerson(actor);
  const { request, parties, told } = await getParties(tx, actor, input.requestId);
  const seen = { id: request.id, version: input.version };
  await moveRequest(context, seen, turn.move, turn.columns);
  const objection = objections[turn.as](decider, turn.move.from, parties);
  if (objection) throw new KnownError('forbidden', objection);
  const { text, details } = turn;
  await addRequestEvent(tx, actor, { requestId: request.id, kind: turn.kind, at: now, text, details });
  await notify(tx, enqueue, {
    kind: 'act',
    to: told,
    subject: `Request #${request.number}: ${turn.headline}`,
    text: text ?? turn.message ?? '',
    href: `/requests/${request.id}`,
  });
  return { requestId: request.id, number: request.number, organizationId: request.organizationId };
}

import type { Actor } from '../access/actor';
import type { Json } from '../canonical-json';
import type { Tx } from '../db/transaction';
import { createId } from '../ids';
import type { RequestEventKind } from './request';

/** Adds one turn to the request's timeline, in the caller's transaction. `details` holds names of fields, not secrets. */
export async function addRequestEvent(
  tx: Tx,
  actor: Actor,
  event: {
    requestId: string;
    kind: RequestEventKind;
    at: Date;
    text?: string | undefined;
    details?: Record<string, Json> | undefined;
  },
): Promise<void> {
  await tx.requestEvent.create({
    data: {
      id: createId(),
      requestId: event.requestId,
      at: event.at,
      actorId: actor.kind === 'person' ? actor.id : null,
      kind: event.kind,
      text: event.text ?? null,
      details: event.details ?? {},
    },
  });
}

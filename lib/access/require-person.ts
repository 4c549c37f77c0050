import { KnownError } from '../errors';
import type { Actor, PersonActor } from './actor';

/** The person behind an actor. Throws `forbidden` for the system, which decides nothing by itself. */
export function requirePerson(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new KnownError('forbidden', 'Only a person may do this.');
}

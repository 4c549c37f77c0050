import type { Actor, PersonActor } from '../access/actor';
import { requirePerson } from '../access/require-person';
import { lockFor } from '../db/lock';
import type { Tx } from '../db/transaction';
import { KnownError } from '../errors';

/**
 * Lets one change of people through at a time, and only by somebody who is still enabled: of two administrators who
 * disable each other at once, the second is refused here, so that one always remains. Throws `unauthenticated` or, for
 * the system, `forbidden`. The lock is held until the transaction ends.
 */
export async function assertStillEnabled(tx: Tx, actor: Actor): Promise<PersonActor> {
  const person = requirePerson(actor);
  await lockFor(tx, 'people');
  if (await tx.person.findUnique({ where: { id: person.id, disabledAt: null }, select: { id: true } }))
    return person;
  throw new KnownError('unauthenticated', 'Your own account was disabled in the meantime.');
}

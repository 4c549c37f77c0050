import type { Tx } from '../../db/transaction';
import { createId } from '../../ids';
import { personKey, type RequestPerson } from '../../requests/request';

/**
 * Adds people to a sandbox, in the caller's transaction. Whoever is in it already stays as they are, so that it may be
 * repeated. Returns the rows that were added.
 */
export async function addPeople(
  tx: Tx,
  people: readonly RequestPerson[],
  named: { sandboxId: string; namedById: string | null; now: Date },
) {
  const { sandboxId, namedById, now } = named;
  return tx.sandboxPerson.createManyAndReturn({
    data: people.map((person) => ({
      id: createId(),
      sandboxId,
      kind: person.kind,
      name: person.kind === 'person' ? person.email : person.name,
      key: personKey(person),
      reason: person.reason,
      namedById,
      since: now,
    })),
    skipDuplicates: true,
    select: { id: true, kind: true, name: true, key: true },
  });
}

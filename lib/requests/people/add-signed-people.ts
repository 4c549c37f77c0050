import { z } from 'zod';
import type { CommandContext } from '../../command/command';
import { conflict } from '../../errors';
import { addPeople } from '../../sandboxes/people/add-people';
import { tellAdded } from '../../sandboxes/people/tell-added';
import { whyNotChange } from '../../sandboxes/sandbox';
import { addRequestEvent } from '../add-request-event';
import { requestPerson } from '../request';

/**
 * What a request for more people does once compliance signed it: those whom it names get in, named by whoever asked. Whoever
 * was added meanwhile stays as they are. The caller holds the sandbox's copies locked. Returns the sandbox's id.
 */
export async function addSignedPeople(
  context: Pick<CommandContext<unknown>, 'actor' | 'tx' | 'now' | 'enqueue'>,
  { requestId }: { requestId: string },
): Promise<string> {
  const { actor, tx, now } = context;
  const asked = { select: { id: true, requesterId: true, filedById: true } };
  const { concerns, people, requesterId } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: {
      people: true,
      requesterId: true,
      concerns: { select: { id: true, slug: true, state: true, organizationId: true, request: asked } },
    },
  });
  if (!concerns) throw conflict('Its sandbox is gone.');
  const objection = whyNotChange[concerns.state];
  if (objection) throw conflict(`Nobody can be added to ${concerns.slug} now. ${objection}`);
  const named = { sandboxId: concerns.id, namedById: requesterId, now };
  const added = await addPeople(tx, z.array(requestPerson).parse(people), named);
  await tellAdded(context, concerns, added);
  await addRequestEvent(tx, actor, {
    requestId: concerns.request.id,
    kind: 'person_added',
    at: now,
    text: added.map(({ name }) => name).join(', '),
  });
  return concerns.id;
}

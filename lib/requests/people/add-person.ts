import { z } from 'zod';
import type { CommandContext } from '../../command/command';
import { defineCommand } from '../../command/command';
import { conflict, invalidField } from '../../errors';
import { lockVisibleSandbox } from '../../sandboxes/copies/lock-visible-sandbox';
import { addPeople } from '../../sandboxes/people/add-people';
import { addPersonInput } from '../../sandboxes/people/sandbox-person';
import { tellAdded } from '../../sandboxes/people/tell-added';
import { whyNotChange } from '../../sandboxes/sandbox';
import { addRequestEvent } from '../add-request-event';
import { isChangeSigned } from '../approval';
import { fileConcerning } from '../kinds/file-concerning';
import { mostPeople, openStates, personKey, type RequestPerson, requestPerson } from '../request';

/**
 * Lets somebody into a sandbox while it lives. Where compliance signed who gets in, since it came from production or the
 * contract demands it, this files a request that compliance signs, and nobody gets in before; else they do at once. Nobody
 * gets in twice, nor is asked for twice, and no more than a request may name.
 */
export const addPerson = defineCommand({
  name: 'sandbox.add_person',
  input: addPersonInput,
  allow: 'sandbox:people',
  run: async (context) => {
    const { input, actor, tx, now } = context;
    const { person } = input;
    const sandbox = await lockVisibleSandbox(tx, actor, input.sandboxId);
    const objection = whyNotChange[sandbox.state];
    if (objection) throw conflict(objection);
    await assertNew(context, sandbox.id, person);
    const result = { sandboxId: sandbox.id, slug: sandbox.slug, organizationId: sandbox.organizationId };
    const { shape, organization } = sandbox;
    if (isChangeSigned({ shape, ...organization })) {
      if (sandbox.state !== 'ready')
        throw conflict('Compliance signs for what is in use, and nothing of it is. Wait until it is ready.');
      const asked = { kind: 'people', purpose: person.reason, people: [person] } as const;
      const { id: requestId, number } = await fileConcerning(context, sandbox, asked);
      return { ...result, kind: person.kind, personId: null, requestId, number };
    }
    const namedById = actor.kind === 'person' ? actor.id : null;
    const added = await addPeople(tx, [person], { sandboxId: sandbox.id, namedById, now });
    await tellAdded(context, sandbox, added);
    await addRequestEvent(tx, actor, {
      requestId: sandbox.request.id,
      kind: 'person_added',
      at: now,
      text: nameOf(person),
    });
    return { ...result, kind: person.kind, personId: added[0]?.id ?? null, requestId: null, number: null };
  },
  audit: ({ result }) => ({
    event: result.requestId ? 'request.people_submitted' : 'sandbox.person_added',
    subject: result.requestId
      ? { type: 'request', id: result.requestId }
      : { type: 'sandbox', id: result.sandboxId },
    organizationId: result.organizationId,
    details: {
      slug: result.slug,
      kind: result.kind,
      ...(result.requestId
        ? { sandboxId: result.sandboxId, number: result.number }
        : { personId: result.personId }),
    },
  }),
});

const nameOf = (person: RequestPerson) => (person.kind === 'person' ? person.email : person.name);

/** Throws where they get in already, are asked for already, or there are as many as may be. */
async function assertNew(
  { tx }: Pick<CommandContext<unknown>, 'tx'>,
  sandboxId: string,
  person: RequestPerson,
): Promise<void> {
  const [rows, open] = await Promise.all([
    tx.sandboxPerson.findMany({ where: { sandboxId, removedAt: null }, select: { key: true } }),
    tx.request.findMany({
      where: {
        kind: 'people',
        concernsId: sandboxId,
        state: { in: [...openStates] },
      },
      select: { number: true, people: true },
    }),
  ]);
  const key = personKey(person);
  if (rows.some((row) => row.key === key)) throw invalidField('name', `${nameOf(person)} gets in already.`);
  const asked = open.find(({ people }) => z.array(requestPerson).parse(people).map(personKey).includes(key));
  if (asked) throw invalidField('name', `Request #${asked.number} asks for ${nameOf(person)} already.`);
  if (rows.length + open.length >= mostPeople)
    throw conflict(
      `A sandbox has at most ${mostPeople} people and service accounts, those who are asked for among them. Remove somebody first, or put programs behind one service account.`,
    );
}

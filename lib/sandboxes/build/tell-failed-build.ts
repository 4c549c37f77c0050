import type { CommandContext } from '../../command/command';
import type { Tx } from '../../db/transaction';
import { notify } from '../../notices/notify';
import { peopleOfRole } from '../../requests/people-of-role';
import type { EndedCopyOperation } from '../operations/end-operation';
import { retryRule } from '../operations/retry';
import { isGroundCode } from './require-ground';

/**
 * Tells those who asked for a copy that it could not be made. Where it cannot succeed before somebody of the house acts,
 * or its ground went away, the house is told as well, with who has to do what: those who approved, hold or signed the
 * request, and everybody of support or compliance where none of these is left. A failed proof leads to the plan, at the
 * columns that it names.
 */
export async function tellFailedBuild(
  { tx, enqueue }: Pick<CommandContext<unknown>, 'tx' | 'enqueue'>,
  { sandbox, copy, told }: EndedCopyOperation,
  { code, subject, text }: { code: string; subject: string; text: string },
): Promise<void> {
  const { request } = copy;
  const href = `/s/${sandbox.slug}`;
  await notify(tx, enqueue, { kind: 'act', to: told, subject, text, href });
  if (retryRule(code) === 'anybody' && !isGroundCode(code)) return;
  if (!request) {
    const house = (await peopleOfRole(tx, ['support', 'admin'])).map(({ id }) => id);
    await notify(tx, enqueue, {
      kind: 'act',
      to: house.filter((id) => !told.includes(id)),
      subject,
      text,
      href,
    });
    return;
  }
  const { tenantId } = await tx.request.findUniqueOrThrow({
    where: { id: request.id },
    select: { tenantId: true },
  });
  await notify(tx, enqueue, {
    kind: 'act',
    to: (await findResponsible(tx, request.id)).filter((id) => !told.includes(id)),
    subject: `Request #${request.number}: its copy was not handed over`,
    text,
    href: code === 'proof_failed' ? `/plans/${tenantId}?only=proof` : `/requests/${request.id}`,
  });
}

async function findResponsible(tx: Tx, requestId: string): Promise<string[]> {
  const { assigneeId, decidedById, signatures } = await tx.request.findUniqueOrThrow({
    where: { id: requestId },
    select: { assigneeId: true, decidedById: true, signatures: { select: { signedById: true } } },
  });
  const involved = [assigneeId, decidedById, ...signatures.map(({ signedById }) => signedById)];
  const ids = involved.filter((id) => id !== null);
  const found = [await peopleOfRole(tx, ['support', 'admin']), await peopleOfRole(tx, ['compliance'])];
  return found.flatMap((people) => involvedOf(people, ids));
}

/** Of these people those who are involved; all of them where none is. */
function involvedOf(people: readonly { id: string }[], involved: readonly string[]): string[] {
  const here = people.filter(({ id }) => involved.includes(id));
  return (here.length > 0 ? here : people).map(({ id }) => id);
}

import type { Tx } from '../db/transaction';

/** "was disabled already by Sato": who made this change last, as the end of a sentence about the person. */
export async function describeLastChange(
  tx: Tx,
  personId: string,
  event: 'person.disabled' | 'person.enabled',
): Promise<string> {
  const last = await tx.auditEvent.findFirst({
    where: { subjectType: 'person', subjectId: personId, event },
    orderBy: { seq: 'desc' },
    select: { actorName: true },
  });
  const change = event === 'person.disabled' ? 'disabled' : 'enabled';
  return last ? `was ${change} already by ${last.actorName}` : `is ${change} already`;
}

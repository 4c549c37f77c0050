import { appendEvent } from '../audit/append-event';
import { db } from '../db/client';
import { databaseNow, transaction } from '../db/transaction';
import { KnownError } from '../errors';
import { hashToken, sessionLastsMs } from './session-cookie';
import { worksAgain } from './works-again';

/** How somebody proved who they are. */
export type SignInMethod = 'provider' | 'mail' | 'demo';

/**
 * Opens a session for a person who has just proved who they are, and tells the audit, in one transaction. Whichever
 * way people come in, their session is made here. Throws `forbidden` for a person who is unknown or disabled; then
 * nothing is left behind. Returns when the session ends, by the database's clock.
 */
export async function openSession(personId: string, token: string, method: SignInMethod): Promise<Date> {
  return transaction(async (tx) => {
    const now = await databaseNow(tx);
    const person = await tx.person.findUnique({ where: { id: personId, disabledAt: null } });
    if (!person) throw new KnownError('forbidden', 'You have no access here.');
    const expires = new Date(now.getTime() + sessionLastsMs);
    await tx.session.deleteMany({ where: { userId: person.id, expires: { lt: now } } });
    // Whoever came by a link in a mail gets mails.
    if (method === 'mail')
      await tx.person.updateMany({ where: { id: person.id, bounces: { gt: 0 } }, data: worksAgain });
    await tx.session.create({
      data: { sessionToken: hashToken(token), userId: person.id, expires, authenticatedAt: now },
    });
    await appendEvent(
      tx,
      { kind: 'person', authenticatedAt: now, ...person },
      {
        event: 'person.signed_in',
        subject: { type: 'person', id: person.id },
        organizationId: person.organizationId,
        details: { method },
      },
      now,
    );
    return expires;
  });
}

/** Ends the session of this token; "already gone" is success. */
export async function endSession(token: string): Promise<void> {
  await db().session.deleteMany({ where: { sessionToken: hashToken(token) } });
}

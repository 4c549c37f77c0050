import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import type { PersonActor } from './actor';
import { hashToken } from './session-cookie';

/**
 * Who a session token stands for, or null when it is unknown, expired, or its person is disabled. Disabling deletes
 * the sessions, and is looked at here as well, so that a session opened in the same moment does not survive it.
 * Expiry is decided by the database's clock.
 */
export async function findActor(token: string | undefined): Promise<PersonActor | null> {
  if (!token) return null;
  const [now, session] = await Promise.all([
    databaseNow(db()),
    db().session.findUnique({
      where: { sessionToken: hashToken(token), user: { disabledAt: null } },
      select: {
        expires: true,
        authenticatedAt: true,
        user: {
          select: { id: true, name: true, email: true, role: true, organizationId: true, humanId: true },
        },
      },
    }),
  ]);
  if (!session || session.expires <= now) return null;
  return { kind: 'person', ...session.user, authenticatedAt: session.authenticatedAt };
}

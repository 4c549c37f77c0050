import type { Adapter } from 'next-auth/adapters';
import { db } from '../../db/client';
import { endSession, openSession, type SignInMethod } from '../open-session';
import { findPersonByAccount, findPersonByEmail, issuer } from './may-sign-in';
import { spendLink, storeLink } from './store-link';

/**
 * What next-auth may do with our tables, and the names it has for them: its users are our people.
 *
 * It differs from a plain mapping where that would be weaker than it could be: people are never registered; disabled
 * ones do not exist; session tokens are kept as hashes; the provider's tokens are not kept at all, since nothing here
 * calls the provider again; and a running session is never shown to it, because it would then link whichever account
 * comes back from the provider to the person who is signed in, instead of the one whom the account proves.
 */
export function authAdapter(method: SignInMethod): Adapter {
  return {
    createUser: () => Promise.reject(new Error('People are not registered by signing in.')),
    getUser: (id) => db().person.findUnique({ where: { id, disabledAt: null } }),
    getUserByEmail: findPersonByEmail,
    getUserByAccount: ({ providerAccountId }) => findPersonByAccount(providerAccountId),
    updateUser: ({ id, emailVerified }) => db().person.update({ where: { id }, data: { emailVerified } }),
    linkAccount: async ({ userId, type, providerAccountId }) => {
      await db().account.create({ data: { userId, type, provider: issuer(), providerAccountId } });
    },
    createSession: async ({ sessionToken, userId }) => ({
      sessionToken,
      userId,
      expires: await openSession(userId, sessionToken, method),
    }),
    getSessionAndUser: async () => null,
    updateSession: async () => null,
    deleteSession: endSession,
    createVerificationToken: async ({ identifier, token }) => ({
      identifier,
      token,
      expires: await storeLink({ identifier, token }),
    }),
    useVerificationToken: async (link) => {
      // Expiry was decided by the database's clock; next-auth compares again by its own and must not overrule it.
      return (await spendLink(link)) ? { ...link, expires: new Date(8.64e15) } : null;
    },
  };
}

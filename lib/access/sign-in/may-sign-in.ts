import { db } from '../../db/client';
import { env } from '../../env';

/** What an identity provider says about somebody, as far as it is used here. */
export type Claims = { sub: string; email?: string | null; emailVerified: boolean };

/** The enabled person with this mail address, whatever its case, or null. */
export async function findPersonByEmail(email: string) {
  return db().person.findUnique({ where: { email: email.toLowerCase(), disabledAt: null } });
}

/**
 * The enabled person whom the configured provider knows by this subject, or null. Accounts are kept under the issuer's
 * URL: after a change of provider the same subject is somebody else.
 */
export async function findPersonByAccount(sub: string) {
  const account = await db().account.findUnique({
    where: {
      provider_providerAccountId: { provider: issuer(), providerAccountId: sub },
      user: { disabledAt: null },
    },
    include: { user: true },
  });
  return account?.user ?? null;
}

/**
 * Whether the bearer of these claims gets in: by a subject that is linked already, or else by a mail address that the
 * provider has verified and that belongs to an enabled person. Nobody is registered on the way. An address that the
 * provider has not verified proves nothing, since anyone may type any address there.
 */
export async function mayEnterWith(claims: Claims): Promise<boolean> {
  if (await findPersonByAccount(claims.sub)) return true;
  if (!claims.email || !claims.emailVerified) return false;
  return (await findPersonByEmail(claims.email)) !== null;
}

/** The issuer that is configured. Throws a sentence when there is none. */
export function issuer(): string {
  const url = env().OIDC_ISSUER;
  if (!url) throw new Error('OIDC_ISSUER is not set.');
  return url;
}

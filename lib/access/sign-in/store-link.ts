import { lockFor } from '../../db/lock';
import { databaseNow, transaction } from '../../db/transaction';
import { KnownError } from '../../errors';

/**
 * Sign-in links: kept as hashes, counted before they are made, and good for one use.
 *
 * Links are made for any address, known or not, so that neither the answer nor its timing nor the limits tell who
 * exists; only the mail is withheld.
 */

/** Long enough for a slow mail server, short enough that a forgotten mail is harmless. */
export const linkLastsMinutes = 15;

/** Unspent links that one address may have at once: a person asks again once or twice, a flooder does not stop. */
export const mostLinksPerAddress = 4;

/** Unspent links of everyone at once. Above it mail servers begin to take a sender for a spammer. */
export const mostLinks = 400;

/**
 * Stores a link's hash and returns when it expires. Throws `too_many_requests` when the address, or everyone together,
 * has as many unspent links as allowed; then nothing is stored. Many at once are let in one by one: twenty calls for
 * one address store `mostLinksPerAddress`.
 */
export async function storeLink(link: { identifier: string; token: string }): Promise<Date> {
  return transaction(async (tx) => {
    await lockFor(tx, 'sign-in links');
    const now = await databaseNow(tx);
    const expires = new Date(now.getTime() + linkLastsMinutes * 60_000);
    await tx.verificationToken.deleteMany({ where: { expires: { lte: now } } });
    const ofAddress = await tx.verificationToken.count({ where: { identifier: link.identifier } });
    const ofEveryone = await tx.verificationToken.count();
    if (ofAddress >= mostLinksPerAddress || ofEveryone >= mostLinks)
      throw new KnownError(
        'too_many_requests',
        `Too many links were asked for. Use one that has arrived, or try again in ${linkLastsMinutes} minutes.`,
      );
    await tx.verificationToken.create({ data: { ...link, expires } });
    return expires;
  });
}

/** Spends a link: true for the one caller that finds it unspent and unexpired, by the database's clock. */
export async function spendLink(link: { identifier: string; token: string }): Promise<boolean> {
  return transaction(async (tx) => {
    const now = await databaseNow(tx);
    const { count } = await tx.verificationToken.deleteMany({ where: { ...link, expires: { gt: now } } });
    return count === 1;
  });
}

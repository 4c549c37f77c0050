import { writeLinkToken } from '../../access/link-token';
import { daysAfter } from '../../days';
import { env } from '../../env';

/** Ten years: whoever wants no more mails may find an old one. */
const linkDays = 3_650;

const token = (personId: string, now: Date) =>
  writeLinkToken('stop-mails', { to: personId, about: personId, until: daysAfter(now, linkDays) });

/** The page on which this person stops warnings by mail without signing in. */
export function stopMailsPath(personId: string, now: Date): string {
  return `/stop-mails/${token(personId, now)}`;
}

/** Where a mail reader posts to stop them with one click (RFC 8058); undefined without https, which that demands. */
export function stopMailsUrl(personId: string, now: Date): string | undefined {
  const desk = new URL(env().PUBLIC_URL);
  return desk.protocol === 'https:'
    ? new URL(`/api/stop-mails/${token(personId, now)}`, desk).toString()
    : undefined;
}

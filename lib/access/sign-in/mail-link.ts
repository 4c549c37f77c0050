import { env } from '../../env';
import { log } from '../../log';
import { sendMail } from '../send-mail';
import { findPersonByEmail } from './may-sign-in';
import { linkLastsMinutes } from './store-link';

/** A link that was stored: for whom, its secret, and where it leads. */
export type SignInLink = { email: string; token: string; next: string };

/**
 * Mails a link to the person who has this address; does nothing for an address that nobody here has. Never throws and
 * is not waited for: how long it takes would tell who exists. A mail that the server refuses is logged, and the person
 * asks for another. The link leads to a page with a button, because mail scanners open links, and opening must not
 * spend it.
 */
export async function mailLink(link: SignInLink): Promise<void> {
  try {
    const person = await findPersonByEmail(link.email);
    if (!person) return;
    await sendMail({ to: person.email, subject: 'Sign in to Sandgate', text: letter(person.name, link) });
  } catch (error) {
    log.error({ error }, 'a sign-in link could not be mailed');
  }
}

function letter(name: string, link: SignInLink): string {
  const url = new URL('/sign-in/link', env().PUBLIC_URL);
  url.search = new URLSearchParams({ email: link.email, token: link.token, next: link.next }).toString();
  return [
    `Hello ${name},`,
    '',
    'open this link to sign in to Sandgate:',
    '',
    url.toString(),
    '',
    `It works once, within ${linkLastsMinutes} minutes. If you did not ask for it, leave it alone: without this mail`,
    'nobody can use it.',
  ].join('\n');
}

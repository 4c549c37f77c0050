import { createTransport, type Transporter } from 'nodemailer';
import { env } from '../env';
import { visibleText } from '../visible-text';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** Stays the same when the same mail is sent again, so that mail readers fold the copies into one. */
  messageId?: string;
};

/** Longer than a healthy server needs to answer, short enough that a dead one does not hold up a worker. */
const smtpTimeoutMs = 15_000;

let transport: { url: string; transporter: Transporter } | undefined;

/** Whether mail can leave at all. Without SMTP_URL nothing does, and the desk says so where it matters. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Hands one plain-text mail to the SMTP server and returns once the server has accepted it. Throws when it did not, or
 * when SMTP_URL is not set. Sending again sends a second copy. Line breaks in `to` and `subject` are refused, since
 * each would begin a header of its own. What cannot be seen in subject and text is shown by its number.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const url = env().SMTP_URL;
  if (!url) throw new Error('SMTP_URL is not set; no mail leaves.');
  if (/[\r\n]/.test(mail.to + mail.subject)) throw new Error('A mail header must not contain line breaks.');
  const { to, messageId } = mail;
  const [subject, text] = [visibleText(mail.subject), visibleText(mail.text)];
  await transporterFor(url).sendMail({ from: env().MAIL_FROM, to, subject, text, messageId });
}

function transporterFor(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close();
    const timeouts = { connectionTimeout: smtpTimeoutMs, socketTimeout: smtpTimeoutMs };
    transport = { url, transporter: createTransport({ url, ...timeouts }) };
  }
  return transport.transporter;
}

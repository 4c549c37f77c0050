import { readFileSync } from 'node:fs';
import { createTransport, type Transporter } from 'nodemailer';
import { env } from '../env';
import { visibleText } from '../visible-text';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  /** The same as HTML, for readers that show it. */
  html?: string;
  /** Where one click stops such mails, by https: in the two headers of RFC 8058. Only for mails that may be stopped. */
  stopUrl?: string | undefined;
  /** Where the mail goes if it comes back; the sender when left out. */
  returnPath?: string | undefined;
  /** Stays the same when the same mail is sent again, so that mail readers fold the copies into one. */
  messageId?: string;
};

/** Longer than a healthy server needs to answer, short enough that a dead one does not hold up a worker. */
const smtpTimeoutMs = 15_000;

let transport: { made: string; transporter: Transporter } | undefined;

/**
 * What a signature covers (RFC 6376, section 5.4.1), beside the body. Both headers of one-click unsubscribing must stand in it
 * (RFC 8058, section 4).
 */
const signedHeaders =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:Auto-Submitted:List-Unsubscribe:List-Unsubscribe-Post';

/** Whether mail can leave at all. Without SMTP_URL nothing does, and the desk says so where it matters. */
export function canSendMail(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Hands one mail to the SMTP server, signed by DKIM where that is set, and returns once the server has accepted it. Throws when it did not, or
 * when SMTP_URL is not set. Sending again sends a second copy. Line breaks in `to` and `subject` are refused, since
 * each would begin a header of its own. What cannot be seen in subject and text is shown by its number. Every mail says that a
 * program wrote it (RFC 3834), so that no answering machine answers.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const url = env().SMTP_URL;
  if (!url) throw new Error('SMTP_URL is not set; no mail leaves.');
  if (/[\r\n]/.test(mail.to + mail.subject + (mail.returnPath ?? '')))
    throw new Error('A mail header must not contain line breaks.');
  const { to, messageId, stopUrl, returnPath } = mail;
  const [subject, text] = [visibleText(mail.subject), visibleText(mail.text)];
  const html = mail.html === undefined ? {} : { html: visibleText(mail.html) };
  const headers = {
    'Auto-Submitted': 'auto-generated',
    ...(stopUrl && {
      'List-Unsubscribe': `<${stopUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
  const envelope = returnPath === undefined ? {} : { envelope: { from: returnPath, to } };
  const content = { from: env().MAIL_FROM, to, subject, text, ...html, ...envelope, messageId, headers };
  await transporterFor(url).sendMail(content);
}

function transporterFor(url: string): Transporter {
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE } = env();
  const made = JSON.stringify([url, DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE]);
  if (transport?.made !== made) {
    const dkim =
      DKIM_DOMAIN && DKIM_SELECTOR && DKIM_KEY_FILE
        ? {
            dkim: {
              domainName: DKIM_DOMAIN,
              keySelector: DKIM_SELECTOR,
              privateKey: readFileSync(DKIM_KEY_FILE, 'utf8'),
              headerFieldNames: signedHeaders,
            },
          }
        : {};
    const timeouts = { connectionTimeout: smtpTimeoutMs, socketTimeout: smtpTimeoutMs };
    const transporter = createTransport({ url, ...timeouts, ...dkim });
    transport?.transporter.close();
    transport = { made, transporter };
  }
  return transport.transporter;
}

import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type MailServer = {
  url: string;
  /** What was accepted so far, in order of arrival. */
  mails: Email[];
  /** From which address each came, by the envelope. */
  senders: string[];
  /** The same, each as its bytes came. */
  raw: string[];
  /** While true, every mail is refused after its data. */
  refuse: boolean;
  /** Waits until this many mails have arrived. */
  arrived: (count: number) => Promise<Email[]>;
  close: () => Promise<void>;
};

/** A real SMTP server on a free loopback port, without TLS or passwords. */
export async function startMailServer(): Promise<MailServer> {
  const received: Email[] = [];
  const raw: string[] = [];
  const senders: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        if (server.refuse) return done(new Error('no room'));
        senders.push(session.envelope.mailFrom ? session.envelope.mailFrom.address : '');
        raw.push(Buffer.concat(chunks).toString('latin1'));
        received.push(await PostalMime.parse(Buffer.concat(chunks)));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));
  const { port } = smtp.server.address() as AddressInfo;
  const server: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    mails: received,
    senders,
    raw,
    refuse: false,
    arrived: async (count) => {
      for (let waitedMs = 0; received.length < count; waitedMs += 20) {
        if (waitedMs > 10_000) throw new Error(`${received.length} of ${count} mails arrived`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return received;
    },
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}

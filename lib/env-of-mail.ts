import { z } from 'zod';

/** The settings by which mails leave and come back: a part of those in env.ts. */
export const mailFields = {
  SMTP_URL: z
    .string()
    .optional()
    .describe('smtp(s)://user:password@host:port for sign-in links and notices; without it no mail leaves'),
  MAIL_FROM: z.string().default('Sandgate <sandgate@localhost>').describe('sender of mails'),
  DKIM_DOMAIN: z
    .string()
    .optional()
    .describe(
      'the domain that signs mails by DKIM; with DKIM_SELECTOR and DKIM_KEY_FILE, or none of the three',
    ),
  DKIM_SELECTOR: z.string().optional().describe('under which name the domain publishes the key of DKIM'),
  DKIM_KEY_FILE: z.string().optional().describe('file with the private key of DKIM, as PEM'),
  BOUNCE_ADDRESS: z
    .email()
    .optional()
    .describe(
      'where mails that come back are sent to, as bounces@example.org: each carries bounces+KEY@example.org as its return path; with BOUNCE_SECRET, or neither',
    ),
  BOUNCE_SECRET: z
    .string()
    .min(32)
    .regex(/^[\x21-\x7e]*$/, 'must hold visible ASCII alone, since it is sent in a header')
    .optional()
    .describe('at least 32 characters; what your mail server says when it posts to /api/bounces'),
};

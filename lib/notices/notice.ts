import { z } from 'zod';

/**
 * The vocabulary of notices: three kinds, by how they leave by mail. All of them stand in the app at once.
 *
 * Safe in the browser: imports zod alone.
 */
export const noticeKinds = ['act', 'warning', 'activity'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How the mails of a kind are sent, and whether people may turn them off. */
export const mailRules: Record<NoticeKind, { label: string; isBatched: boolean; mayStop: boolean }> = {
  act: { label: 'What was done or waits for you', isBatched: false, mayStop: false },
  warning: { label: 'Warnings of what will happen', isBatched: true, mayStop: true },
  activity: { label: 'What others did', isBatched: true, mayStop: true },
};

/** The hour of the reader's day at which a digest is sent. */
export const digestHour = 8;

/** Days for which a notice has stood in the app, unread, before it counts as given to somebody who gets no mail of it. */
export const unreadDays = 7;

/** Older than this, nothing is mailed in a digest: who had no mail server for long is not sent the past. */
export const digestDays = 30;

/** More than this is counted in a digest, not listed. */
export const mostListed = 100;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What a person chose to get by mail, as a form sends it: what is not ticked is left out. */
export const chooseMailsInput = z.strictObject({
  zone: z
    .string()
    .trim()
    .max(64)
    .refine((zone) => zone === '' || isZone(zone), 'This is no time zone, such as Europe/Berlin.'),
  mails: z.array(z.enum(['warning', 'activity'])).default([]),
});

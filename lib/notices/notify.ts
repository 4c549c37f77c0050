import { safePath } from '../access/safe-path';
import type { CommandContext } from '../command/command';
import type { Tx } from '../db/transaction';
import { createId } from '../ids';
import { mailRules, type NoticeKind } from './notice';
import { sendNoticeMailJob } from './send-notice-mail.job';

export type NoticeText = {
  /** How it leaves by mail. */
  kind: NoticeKind;
  /** While this holds a mail of it may leave: a check by name (notice-check.ts), the row and the moment that it tells of. */
  holds?: { check: string; id: string; at: Date };
  /** Ids of the people who are told; one named twice is told once, and one who was disabled is not told. */
  to: readonly string[];
  /**
   * One line, also the subject of the mail. Subjects pass through logs and lock screens, so nothing that a customer
   * wrote belongs here; of a request, its number.
   */
  subject: string;
  text: string;
  /** The page to look at, as a path of the desk. */
  href: string;
};

/**
 * Tells people something, in the caller's transaction: the notice appears in the app, and a mail leaves later by the rule of
 * its kind, if and only if the change it tells of commits. Each person gets one notice. Returns the notices' ids. Throws when `href` is not a path of
 * the desk or the subject has several lines, since both end up in mails.
 */
export async function notify(
  tx: Tx,
  enqueue: CommandContext<unknown>['enqueue'],
  notice: NoticeText,
): Promise<string[]> {
  const { kind, subject, text, href, holds } = notice;
  if (safePath(href) !== href) throw new Error('A notice leads to a page of the desk.');
  if (/\p{Cc}/u.test(subject)) throw new Error('The subject of a notice is one line.');
  const people = await tx.person.findMany({
    where: { id: { in: [...notice.to] }, disabledAt: null },
    select: { id: true },
  });
  const about = holds && { check: holds.check, aboutId: holds.id, aboutAt: holds.at };
  const told = { kind, subject, text, href, ...about };
  const rows = people.map(({ id: personId }) => ({ id: createId(), personId, ...told }));
  await tx.notice.createMany({ data: rows });
  if (!mailRules[kind].isBatched)
    for (const { id } of rows) await enqueue(sendNoticeMailJob, { noticeId: id });
  return rows.map(({ id }) => id);
}

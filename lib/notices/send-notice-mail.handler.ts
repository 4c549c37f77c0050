import { canSendMail, sendMail } from '../access/send-mail';
import { db } from '../db/client';
import { databaseNow } from '../db/transaction';
import { env } from '../env';
import { handle } from '../jobs/handler';
import { unreachableAfter } from './bounces/bounce';
import { returnPathFor } from './bounces/return-path';
import { writeActMail } from './letters/write-letters';
import { keepWhatHolds, type NoticeCheck } from './notice-check';
import { sendNoticeMailJob } from './send-notice-mail.job';

/**
 * Mails one notice. A notice that was mailed, read in the app already, or belongs to somebody who is disabled or takes no mail is left alone;
 * so is one that holds no more, and every notice while no SMTP server is configured: it then stands in the app only, and is not mailed later.
 *
 * At least once: a crash between the server's acceptance and the mark below sends a second copy. Both carry the same
 * Message-ID, by which most mail readers show one.
 */
export const sendNoticeMail = (checks: readonly NoticeCheck[]) =>
  handle(sendNoticeMailJob, async ({ noticeId }) => {
    if (!canSendMail()) return;
    const notice = await db().notice.findFirst({
      where: {
        id: noticeId,
        mailedAt: null,
        readAt: null,
        person: { disabledAt: null, bounces: { lt: unreachableAfter } },
      },
      select: {
        id: true,
        subject: true,
        text: true,
        href: true,
        check: true,
        aboutId: true,
        aboutAt: true,
        person: { select: { id: true, email: true, name: true } },
      },
    });
    if (!notice) return;
    if ((await keepWhatHolds(db(), checks, [notice])).length === 0) return;
    const desk = new URL(env().PUBLIC_URL);
    await sendMail({
      to: notice.person.email,
      ...writeActMail(notice.person.name, notice),
      returnPath: returnPathFor(notice.person, await databaseNow(db())),
      messageId: `<notice-${notice.id}@${desk.hostname}>`,
    });
    await db().notice.updateMany({
      where: { id: notice.id, mailedAt: null },
      data: { mailedAt: await databaseNow(db()) },
    });
  });

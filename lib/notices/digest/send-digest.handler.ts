import { canSendMail, sendMail } from '../../access/send-mail';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { env } from '../../env';
import { handle } from '../../jobs/handler';
import { unreachableAfter } from '../bounces/bounce';
import { returnPathFor } from '../bounces/return-path';
import { stopMailsPath, stopMailsUrl } from '../choices/stop-mails-path';
import { writeDigest } from '../letters/write-letters';
import { findNoticeLink, keepWhatHolds, type NoticeCheck } from '../notice-check';
import { sendDigestJob } from './send-digest.job';
import { digestColumns, dueSince, waitingNotices } from './waiting-notices';

/**
 * Mails what waits for a person in one mail, at most once between two of their mornings. Nothing is sent where no notice is as
 * old as the last 08:00: those wait for the next. What does not hold is left out, and looked at again the next morning, since an end may
 * come back. Each notice counts as mailed once the
 * server has accepted the mail.
 *
 * At least once: a crash between the server's acceptance and the marks sends a second copy, under the same Message-ID.
 */
export const sendDigest = (checks: readonly NoticeCheck[]) =>
  handle(sendDigestJob, async ({ personId }) => {
    if (!canSendMail()) return;
    const now = await databaseNow(db());
    const person = await db().person.findFirst({
      where: { id: personId, disabledAt: null, bounces: { lt: unreachableAfter } },
      select: digestColumns,
    });
    const since = person && dueSince(person, now);
    if (!since) return;
    const waiting = await db().notice.findMany({
      where: {
        ...waitingNotices(now),
        personId,
        OR: [
          ...(person.mailsWarnings ? [{ kind: 'warning' as const }] : []),
          ...(person.mailsActivity ? [{ kind: 'activity' as const }] : []),
        ],
      },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    if (!waiting.some(({ createdAt }) => createdAt <= since)) return;
    const notices = await keepWhatHolds(db(), checks, waiting);
    const told = await Promise.all(
      notices.map(async (notice) => ({ ...notice, link: await findNoticeLink(db(), checks, notice) })),
    );
    const { hostname } = new URL(env().PUBLIC_URL);
    if (notices.length > 0)
      await sendMail({
        to: person.email,
        ...writeDigest(person.name, told, stopMailsPath(personId, now)),
        returnPath: returnPathFor({ id: personId, email: person.email }, now),
        messageId: `<digest-${personId}-${since.getTime()}@${hostname}>`,
        stopUrl: stopMailsUrl(personId, now),
      });
    await transaction(async (tx) => {
      const mailedAt = await databaseNow(tx);
      const ids = notices.map(({ id }) => id);
      await tx.notice.updateMany({ where: { id: { in: ids }, mailedAt: null }, data: { mailedAt } });
      await tx.person.updateMany({ where: { id: personId }, data: { digestedAt: mailedAt } });
    });
  });

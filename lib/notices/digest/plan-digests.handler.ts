import { canSendMail } from '../../access/send-mail';
import { db } from '../../db/client';
import { databaseNow, transaction } from '../../db/transaction';
import { enqueue } from '../../jobs/enqueue';
import { handleStanding } from '../../jobs/handle-standing';
import { planDigestsJob } from './plan-digests.job';
import { sendDigestJob } from './send-digest.job';
import { digestColumns, dueSince, peopleWaiting } from './waiting-notices';

/** People are looked at so many at a time. */
const atOnce = 500;

/** Asks for the digest of everybody whose it is time for, once however often it looks; of nobody while no mail leaves. */
export const planDigests = handleStanding(planDigestsJob, async ({ signal }) => {
  if (!canSendMail()) return;
  const now = await databaseNow(db());
  for (let after = '', isMore = true; isMore && !signal.aborted; ) {
    const people = await db().person.findMany({
      where: { AND: [{ id: { gt: after } }, peopleWaiting(now)] },
      orderBy: { id: 'asc' },
      take: atOnce,
      select: digestColumns,
    });
    const due = people.filter((person) => dueSince(person, now));
    await transaction(async (tx) => {
      for (const { id } of due)
        await enqueue(tx, sendDigestJob, { personId: id }, { key: `${sendDigestJob.name}:${id}` });
    });
    after = people.at(-1)?.id ?? after;
    isMore = people.length === atOnce;
  }
});

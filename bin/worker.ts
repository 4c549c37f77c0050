import { forgetKeysJob, forgetKeysKey } from '@/lib/command/forget-keys.job';
import { closeDb, databaseUrl } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { env } from '@/lib/env';
import { enqueue } from '@/lib/jobs/enqueue';
import { deliverable } from '@/lib/jobs/job';
import { startWorker } from '@/lib/jobs/run-worker';
import { startWatchdog } from '@/lib/jobs/watchdog';
import { log } from '@/lib/log';
import { sendNoticeMail } from '@/lib/notices/send-notice-mail.job';
import { runOperationJob } from '@/lib/operations/run-operation.job';
import { settleWaitingJob, waitingKey } from '@/lib/reviews/waiting/settle-waiting.job';
import { sealMarksJob, sealMarksKey } from '@/lib/sandboxes/cluster/seal-marks.job';
import { settleCopyJob } from '@/lib/sandboxes/copies/settle/settle-copy.job';
import { checkPlanJob } from '@/lib/scrub-plans/check-plan.job';
import { classifySourceJob } from '@/lib/scrub-plans/reading/classify-source.job';
import { endUnlessMigrated } from './end-unless-migrated';
import { endLastFirst } from './end-with';
import { takePidFile } from './pid-file';
import { adoptSettings } from './start/instance-settings';

/**
 * `npm run worker`: carries out what was decided. Any number of them, on any number of machines. One that was frozen and
 * wakes after others took its work over gives that up and begins anew in this process, under a new id (decision 0087). A
 * job that spins, or fills the memory, ends the process; a supervisor starts it again (docs/operating.md).
 */
const atEnd = endLastFirst();
await adoptSettings();
const jobs = [
  deliverable(runOperationJob),
  deliverable(sendNoticeMail),
  deliverable(classifySourceJob),
  deliverable(checkPlanJob),
  deliverable(settleCopyJob),
  deliverable(settleWaitingJob),
  deliverable(sealMarksJob),
  deliverable(forgetKeysJob),
];
await takePidFile('worker');
await endUnlessMigrated();
atEnd(startWatchdog());
atEnd(closeDb);
const worker = startWorker({ url: databaseUrl(), jobs, concurrency: env().WORKER_CONCURRENCY });
atEnd(worker.stop);
await worker.started;
await transaction(async (tx) => {
  await enqueue(tx, settleWaitingJob, {}, { key: waitingKey });
  await enqueue(tx, sealMarksJob, {}, { key: sealMarksKey });
  await enqueue(tx, forgetKeysJob, {}, { key: forgetKeysKey });
});
log.info({ pid: process.pid }, 'worker started');

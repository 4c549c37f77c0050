import { closeDb, databaseUrl } from '@/lib/db/client';
import { env } from '@/lib/env';
import { deliverable } from '@/lib/jobs/job';
import { startWorker } from '@/lib/jobs/run-worker';
import { startWatchdog } from '@/lib/jobs/watchdog';
import { log } from '@/lib/log';
import { sendNoticeMail } from '@/lib/notices/send-notice-mail.job';
import { settleCopyJob } from '@/lib/operations/copies/settle-copy.job';
import { runOperationJob } from '@/lib/operations/run-operation.job';
import { checkPlanJob } from '@/lib/scrub-plans/check-plan.job';
import { classifySourceJob } from '@/lib/scrub-plans/reading/classify-source.job';
import { endWith } from './end-with';
import { takePidFile } from './pid-file';
import { adoptSettings } from './start/instance-settings';

/** `npm run worker`: carries out what was decided. Any number of them, on any number of machines. */
await adoptSettings();
const jobs = [
  deliverable(runOperationJob),
  deliverable(sendNoticeMail),
  deliverable(classifySourceJob),
  deliverable(checkPlanJob),
  deliverable(settleCopyJob),
];
await takePidFile('worker');
const stopWatching = startWatchdog();
const worker = startWorker({ url: databaseUrl(), jobs, concurrency: env().WORKER_CONCURRENCY });
endWith(async () => {
  await worker.stop();
  await closeDb();
  await stopWatching();
});
await worker.started;
log.info({ pid: process.pid }, 'worker started');

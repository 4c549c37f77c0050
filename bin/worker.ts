import { watchActivity } from '@/lib/activity/sampler/sample-activity.handler';
import { forgetKeys } from '@/lib/command/forget-keys.handler';
import { closeDb, databaseUrl } from '@/lib/db/client';
import { transaction } from '@/lib/db/transaction';
import { endStillStands } from '@/lib/ends/end-still-stands';
import { handleStages } from '@/lib/ends/stages/store-stages.handler';
import { handleEnds } from '@/lib/ends/sweep/sweep-ends.handler';
import { env } from '@/lib/env';
import { askForLook } from '@/lib/jobs/handle-standing';
import type { JobHandler } from '@/lib/jobs/handler';
import { startWorker } from '@/lib/jobs/run-worker';
import { startWatchdog } from '@/lib/jobs/watchdog';
import { log } from '@/lib/log';
import { planDigests } from '@/lib/notices/digest/plan-digests.handler';
import { sendDigest } from '@/lib/notices/digest/send-digest.handler';
import { sendNoticeMail } from '@/lib/notices/send-notice-mail.handler';
import { runOperations } from '@/lib/operations/run-operation.handler';
import { handleWaiting } from '@/lib/reviews/waiting/settle-waiting.handler';
import { openOneCloned } from '@/lib/sandboxes/clone/open-cloned.handler';
import { sealEarlierMarks } from '@/lib/sandboxes/cluster/seal-marks.handler';
import { settleOneCopy } from '@/lib/sandboxes/copies/settle/settle-copy.handler';
import { sandboxWorks } from '@/lib/sandboxes/operations/sandbox-works';
import { checkPlan } from '@/lib/scrub-plans/check-plan.handler';
import { classifySource } from '@/lib/scrub-plans/reading/classify-source.handler';
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
/** What decides whether a notice is still true when its mail leaves. */
const checks = [endStillStands];
const handlers: readonly JobHandler[] = [
  runOperations(sandboxWorks),
  sendNoticeMail(checks),
  planDigests,
  sendDigest(checks),
  classifySource,
  checkPlan,
  settleOneCopy,
  openOneCloned,
  handleWaiting,
  handleEnds,
  handleStages,
  watchActivity,
  sealEarlierMarks,
  forgetKeys,
];
await takePidFile('worker');
await endUnlessMigrated();
atEnd(startWatchdog());
atEnd(closeDb);
const worker = startWorker({ url: databaseUrl(), handlers, concurrency: env().WORKER_CONCURRENCY });
atEnd(worker.stop);
await worker.started;
await transaction(async (tx) => {
  for (const { standing } of handlers) if (standing) await askForLook(tx, standing);
});
log.info({ pid: process.pid }, 'worker started');

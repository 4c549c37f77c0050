import { handleStanding } from '../../jobs/handle-standing';
import { settleWaiting } from './settle-waiting';
import { settleWaitingJob } from './settle-waiting.job';

export const handleWaiting = handleStanding(settleWaitingJob, async ({ signal }) => {
  await settleWaiting(signal);
});

import { handleStanding } from '../../jobs/handle-standing';
import { storeStages } from './store-stages';
import { storeStagesJob } from './store-stages.job';

export const handleStages = handleStanding(storeStagesJob, async ({ signal }) => {
  await storeStages(signal);
});

import { handleStanding } from '../../jobs/handle-standing';
import { clusterConnections } from '../../sandboxes/cluster/cluster-connections';
import { sampleActivity } from './sample-activity';
import { sampleActivityJob } from './sample-activity.job';

export const watchActivity = handleStanding(sampleActivityJob, async () => {
  await sampleActivity(clusterConnections());
});

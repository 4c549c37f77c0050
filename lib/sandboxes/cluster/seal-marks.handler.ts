import { env } from '../../env';
import { handleStanding } from '../../jobs/handle-standing';
import { log } from '../../log';
import { sealMarks } from '../../provisioning';
import { clusterConnections } from './cluster-connections';
import { sealMarksJob } from './seal-marks.job';

export const sealEarlierMarks = handleStanding(sealMarksJob, async () => {
  if (!env().CLUSTER_URL) return;
  const replaced = await sealMarks({ connections: clusterConnections() });
  if (replaced.length > 0) log.info({ databases: replaced.length }, 'sealed the marks of databases');
});

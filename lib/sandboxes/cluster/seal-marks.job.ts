import { z } from 'zod';
import { env } from '../../env';
import { defineJob, type Job } from '../../jobs/job';
import { log } from '../../log';

const payload = z.strictObject({});

/**
 * Seals the marks that a release before decision 0086 left readable on databases of sandboxes. Every worker asks for it
 * when it starts, since a worker of that release may have built more meanwhile. Does nothing where none is left.
 */
export const sealMarksJob: Job<typeof payload> = defineJob({
  name: 'seal_marks',
  payload,
  maxAttempts: 10,
  run: async () => {
    if (!env().CLUSTER_URL) return;
    const [{ sealMarks }, { clusterConnections }] = await Promise.all([
      import('../../provisioning'),
      import('../build/load-plan'),
    ]);
    const replaced = await sealMarks({ connections: clusterConnections() });
    if (replaced.length > 0) log.info({ databases: replaced.length }, 'sealed the marks of databases');
  },
});

export const sealMarksKey = 'seal marks';

import { handle } from '../../jobs/handler';
import { openCloned } from './open-cloned';
import { openClonedJob } from './open-cloned.job';

export const openOneCloned = handle(openClonedJob, async ({ sandboxId }) => openCloned(sandboxId));

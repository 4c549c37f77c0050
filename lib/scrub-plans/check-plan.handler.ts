import { handle } from '../jobs/handler';
import { checkPlanJob } from './check-plan.job';
import { checkVersion } from './check-version';

export const checkPlan = handle(checkPlanJob, ({ planVersionId }, { signal, isLast }) =>
  checkVersion(planVersionId, signal, isLast),
);

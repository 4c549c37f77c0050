import { handleStanding } from '../../jobs/handle-standing';
import { sweepEnds } from './sweep-ends';
import { sweepEndsJob } from './sweep-ends.job';

export const handleEnds = handleStanding(sweepEndsJob, async ({ signal }) => {
  await sweepEnds(signal);
});

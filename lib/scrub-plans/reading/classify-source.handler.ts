import { handle } from '../../jobs/handler';
import { classifySourceJob } from './classify-source.job';
import { runReading } from './run-reading';

export const classifySource = handle(classifySourceJob, ({ readingId }, { signal, isLast }) =>
  runReading(readingId, signal, isLast),
);

import { handle } from '../../jobs/handler';
import { classifySourceJob } from './classify-source.job';
import { runClassification } from './run-classification';

export const classifySource = handle(classifySourceJob, ({ classificationId }, { signal, isLast }) =>
  runClassification(classificationId, signal, isLast),
);

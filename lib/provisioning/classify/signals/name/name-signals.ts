import type { Candidate, Signal } from '../../candidate';
import { abbreviations } from './abbreviations';
import { bareName } from './bare-name';
import { descriptions } from './descriptions';
import { liveNames } from './live-names';
import { pairedNames } from './paired-names';
import { termSignals } from './term-signals';

/** All that names say of a column. */
export function nameSignals(candidate: Candidate): Signal[] {
  const domain = candidate.type.domains.map(({ name }) => name.replace(/^.*\./, '')).join(' ');
  return [
    ...termSignals(candidate, candidate.name, 'name', 1),
    ...(domain === '' ? [] : termSignals(candidate, domain.replaceAll('_', ' '), 'domain', 0.9)),
    ...(candidate.comment === '' ? [] : termSignals(candidate, candidate.comment, 'comment', 0.5)),
    ...abbreviations(candidate),
    ...bareName(candidate),
    ...pairedNames(candidate),
    ...descriptions(candidate),
    ...liveNames(candidate),
  ];
}

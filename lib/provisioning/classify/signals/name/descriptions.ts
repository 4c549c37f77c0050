import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { descriptive } from '../../vocabulary/column-terms';

/** Text that people write about things they sell differs from what they write about each other. */
export function descriptions(candidate: Candidate): Signal[] {
  const { name, type, subject, amongPeople, profile } = candidate;
  if (!descriptive.test(name) || !isText(type)) return [];
  if (
    subject === 'people' &&
    /(?:^| )(?:title|titel|titre|titulo|titolo)$/.test(name) &&
    profile.meanWords < 5
  )
    return [
      { class: 'quasi.identifier', part: 'trait', weight: 0.7, evidence: 'a title in a table of people' },
    ];
  if (subject === 'things' && !amongPeople && profile.mentionShare < 0.12)
    return [
      {
        class: 'business.value',
        weight: 0.63,
        evidence: `a description in the table "${candidate.table}" of things`,
      },
    ];
  const labels = profile.filled >= 40 && profile.distinct <= 12;
  return labels
    ? []
    : [{ class: 'direct.free_text', weight: 0.65, evidence: 'a description beside personal data' }];
}

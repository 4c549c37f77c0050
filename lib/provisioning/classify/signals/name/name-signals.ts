import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { descriptive } from '../../vocabulary/column-terms';
import { looksLikeOneName } from '../value/looks-like';
import { abbreviations } from './abbreviations';
import { bareName } from './bare-name';
import { liveNames } from './live-names';
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

/** Text that people write about things they sell differs from what they write about each other. */
function descriptions(candidate: Candidate): Signal[] {
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

/** `first` and `last` mean a person where they stand together or hold single names; alone they mean an order. */

const first = /^(?:.* )?(?:first|given|fore|vor|v|vn|fn|pn|gn)$/;
const last = /^(?:.* )?(?:last|family|sur|nach|zu|n|nn|ln|en|sn)$/;

/** Signals for the two halves of a name. */
function pairedNames(candidate: Candidate): Signal[] {
  const { name, beside } = candidate;
  if (!looksLikeOneName(candidate)) return [];
  const half = first.test(name) ? 'given' : last.test(name) ? 'family' : null;
  if (!half) return [];
  const other = half === 'given' ? last : first;
  const paired = beside.some((one) => Math.abs(one.away) <= 2 && other.test(one.name));
  const known = candidate.profile.namedShare;
  if (!paired && known < 0.3) return [];
  return [
    {
      class: 'direct.person_name',
      part: half,
      weight: paired ? 0.8 : 0.66,
      evidence: `one half of a name${paired ? ', the other stands beside it' : ''}`,
    },
  ];
}

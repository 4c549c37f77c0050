import type { Candidate, Signal } from '../../candidate';
import { looksLikeOneName } from '../value/looks-like';

/** `first` and `last` mean a person where they stand together or hold single names; alone they mean an order. */

const first = /^(?:.* )?(?:first|given|fore|vor|v|vn|fn|pn|gn)$/;
const last = /^(?:.* )?(?:last|family|sur|nach|zu|n|nn|ln|en|sn)$/;

/** Signals for the two halves of a name. */
export function pairedNames(candidate: Candidate): Signal[] {
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

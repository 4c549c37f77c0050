import type { Candidate, Neighbour, Signal } from '../../candidate';
import { percent } from '../../candidate';
import { otherNames } from '../../vocabulary/other-names';
import { looksLikeBirths, looksLikeNames, looksLikeOneName, looksLikePhones } from '../value/looks-like';

/** What a column is because of the names of people beside it. */

const near = (beside: readonly Neighbour[], most: number, test: (one: Neighbour) => boolean) =>
  beside.some((one) => Math.abs(one.away) <= most && test(one));

const isName = (one: Neighbour) => one.class === 'direct.person_name';

/** Parts of a name stand together: given, middle, family, second family, the name that somebody goes by. */
function partOfName(candidate: Candidate): Signal[] {
  const { profile, beside, name, reference } = candidate;
  if (reference || !looksLikeOneName(candidate) || otherNames.test(name)) return [];
  const given = near(beside, 2, (one) => isName(one) && one.part === 'given');
  const family = near(beside, 2, (one) => isName(one) && one.part === 'family');
  const full = near(beside, 1, (one) => isName(one) && one.part === 'full');
  if (!given && !family && !(full && profile.namedShare > 0.15)) return [];
  const known = profile.namedShare;
  return [
    {
      class: 'direct.person_name',
      part: given && profile.familyShare >= profile.givenShare ? 'family' : given ? 'given' : 'family',
      weight: 0.58 + 0.25 * Math.min(1, known),
      evidence: `single capitalised words beside a name of a person, ${percent(known)} known as names`,
    },
  ];
}

/** Names among personal data that no list of names knows well. */
function namesAmongPeople(candidate: Candidate): Signal[] {
  const { profile, amongPeople, reference, name, subject } = candidate;
  if (reference || !amongPeople || !looksLikeNames(candidate) || otherNames.test(name)) return [];
  const { meanWords, namedShare, distinctShare, distinct } = profile;
  const wholeNames = meanWords > 1.7 && meanWords < 3.4 && distinctShare > 0.5 && namedShare > 0.22;
  const singleNames = meanWords <= 1.7 && distinct >= 15 && namedShare > (subject === 'people' ? 0.2 : 0.3);
  if (!wholeNames && !singleNames) return [];
  return [
    {
      class: 'direct.person_name',
      part: wholeNames ? 'full' : profile.givenShare >= profile.familyShare ? 'given' : 'family',
      weight: 0.55 + 0.3 * Math.min(1, namedShare),
      evidence: `written like names among personal data, ${percent(namedShare)} known as names or formed like them`,
    },
  ];
}

function bornBeside(candidate: Candidate): Signal[] {
  const { beside, profile, type } = candidate;
  if (type.base !== 'date' || !looksLikeBirths(candidate) || profile.filled < 20) return [];
  const alive = (profile.least ?? 0) < 1970 && (profile.least ?? 0) > 1890;
  if (!alive || !near(beside, 4, isName)) return [];
  return [
    {
      class: 'direct.birth_date',
      weight: 0.66,
      evidence: 'dates beside a name that spread over the length of a life',
    },
  ];
}

function phoneBeside(candidate: Candidate): Signal[] {
  const { beside, profile, key, reference } = candidate;
  if (key || reference || !looksLikePhones(candidate) || profile.distinctShare < 0.4) return [];
  const marks = profile.shapes.some(([shape, share]) => share > 0.1 && /9[ ()./-]+9|\+9/.test(shape));
  if (
    !marks ||
    !near(beside, 1, (one) => isName(one) || one.class === 'direct.phone' || one.class === 'direct.mail')
  )
    return [];
  return [
    { class: 'direct.phone', weight: 0.64, evidence: 'punctuated numbers beside a name, mail or telephone' },
  ];
}

/** Signals from the names of people around a column. */
export function besideNames(candidate: Candidate): Signal[] {
  return [
    ...partOfName(candidate),
    ...namesAmongPeople(candidate),
    ...bornBeside(candidate),
    ...phoneBeside(candidate),
  ];
}

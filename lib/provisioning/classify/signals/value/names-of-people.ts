import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';

export function namesOfPeople({ name, profile, type, subject }: Candidate): Signal[] {
  if (!isText(type) || profile.filled < 5 || profile.shares.mail > 0.2) return [];
  const { givenShare, familyShare, properShare, meanWords } = profile;
  const known = Math.max(givenShare, familyShare);
  const say = (weight: number, part: string): Signal[] => [
    {
      class: 'direct.person_name',
      part,
      weight,
      evidence: `${percent(properShare)} of ${profile.filled} are written like names, ${percent(givenShare)} hold a common given name, ${percent(familyShare)} a common family name`,
    },
  ];
  if (properShare < 0.6 || profile.distinct < 4 || profile.shares.company > 0.3) return [];
  if (meanWords < 1.4) {
    if (profile.namedShare > 0.6) return say(0.7, givenShare >= familyShare ? 'given' : 'family');
    if (givenShare > 0.45) return say(0.85, 'given');
    return familyShare > 0.35 && givenShare < familyShare ? say(0.75, 'family') : [];
  }
  if (profile.namedShare > 0.5 && meanWords > 1.7 && meanWords < 3.4 && profile.distinctShare > 0.3)
    return say(0.8, 'full');
  const called =
    /(?:^| )(?:names?|nom|nombre|nome|naam|navn|namn|nazwa|von|by|durch|por|par|door|av|przez)(?: |$)/.test(
      name,
    );
  if (known > 0.5 && meanWords < 4) return say(0.85, 'full');
  if (known > 0.6 && meanWords < 9) return say(0.7, 'full');
  const both = givenShare > 0.12 && familyShare > 0.05 && profile.distinctShare > 0.5;
  if (both && meanWords < 3.4 && (called || subject === 'people' || givenShare > 0.3))
    return say(0.75, 'full');
  return known > 0.25 && meanWords < 3.2 && profile.distinctShare > 0.5 ? say(0.66, 'full') : [];
}

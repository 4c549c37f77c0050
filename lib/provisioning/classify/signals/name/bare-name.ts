import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { thingWords } from '../../vocabulary/table-terms';

/** A bare `name`: a person's in a table of people, a firm's in one of firms, else a thing's. */
export function bareName(candidate: Candidate): Signal[] {
  const match = /^(?:(.+) )?(?:names?|nom|nombre|nome|naam|navn|namn|nazwa|nazev|nev|ad|название|имя)$/.exec(
    candidate.name,
  );
  if (!match || !isText(candidate.type)) return [];
  const before = match[1] ?? '';
  if (before !== '' && thingWords.test(before))
    return [
      { class: 'business.value', weight: 0.85, evidence: `name says that it names a thing (${before})` },
    ];
  const { profile } = candidate;
  if (candidate.subject === 'people' && before === '') {
    const firm = profile.shares.company > 0.3;
    if (firm)
      return [
        {
          class: 'quasi.identifier',
          part: 'company',
          weight: 0.75,
          evidence: 'names with legal forms in a table of people',
        },
      ];
    const likely = profile.filled < 3 || profile.properShare > 0.4 || profile.givenShare > 0.1;
    return likely
      ? [
          {
            class: 'direct.person_name',
            part: 'full',
            weight: 0.8,
            evidence: `a name in the table "${candidate.table}" of people`,
          },
        ]
      : [];
  }
  if (candidate.subject === 'firms' && before === '' && profile.givenShare < 0.5)
    return [
      {
        class: 'quasi.identifier',
        part: 'company',
        weight: 0.7,
        evidence: `a name in the table "${candidate.table}" of firms`,
      },
    ];
  const { givenShare, familyShare, meanWords } = profile;
  const people = givenShare > 0.25 || (givenShare > 0.1 && familyShare > 0.05 && meanWords < 3.4);
  if (candidate.subject === 'things' || candidate.subject === 'places')
    return people
      ? []
      : [
          {
            class: 'business.value',
            weight: 0.7,
            evidence: `a name in the table "${candidate.table}" of things`,
          },
        ];
  return [];
}

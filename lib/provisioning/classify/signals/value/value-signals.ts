import { isDate, isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';
import { byType } from './by-type';
import { namesOfPeople } from './names-of-people';
import { ownNumber, plainPhones } from './own-numbers';
import { harmlessHex, patternSignals } from './pattern-signals';
import { mixed, prose } from './prose';

function secretHex({ profile, name }: Candidate): Signal[] {
  if (profile.filled < 3 || profile.shares.hex < 0.7 || harmlessHex.test(name)) return [];
  return [
    {
      class: 'secret.token',
      weight: 0.65,
      evidence: `${percent(profile.shares.hex)} are long hexadecimal texts`,
    },
  ];
}

function birthLike({ profile, type, subject, name }: Candidate): Signal[] {
  if (
    !isDate(type) ||
    subject !== 'people' ||
    profile.filled < 20 ||
    /(?:^| )(?:at|created|updated|modified|hire|start|end|from|to|since|until|valid|last|next)(?: |$)/.test(
      name,
    )
  )
    return [];
  const old = (profile.least ?? 2020) < 1965 && (profile.most ?? 2020) - (profile.least ?? 2020) > 25;
  return old
    ? [
        {
          class: 'direct.birth_date',
          weight: 0.65,
          evidence: 'dates in a table of people that spread over generations',
        },
      ]
    : [];
}

/** Links from a person's row lead to that person more often than not. */
function personalUrl({ profile, type, subject }: Candidate): Signal[] {
  if (!isText(type) || subject !== 'people' || profile.filled < 3 || profile.shares.url < 0.7) return [];
  return [
    {
      class: 'direct.username',
      part: 'url',
      weight: 0.62,
      evidence: `${percent(profile.shares.url)} are URLs in a table of people`,
    },
  ];
}

/** How machines call people: their names written small and joined. */
function joinedNames({ profile, type, amongPeople }: Candidate): Signal[] {
  if (!isText(type) || profile.filled < 5 || profile.distinct < 4) return [];
  if (profile.shares.joinedName < 0.5 || profile.namedShare < (amongPeople ? 0.15 : 0.3)) return [];
  return [
    {
      class: 'direct.username',
      weight: 0.68,
      evidence: `${percent(profile.shares.joinedName)} are small words joined by points, ${percent(profile.namedShare)} hold a common name`,
    },
  ];
}

/** A picture that belongs to a person's row most likely shows that person. */
function likeness({ profile, type, subject }: Candidate): Signal[] {
  if (!isText(type) || subject !== 'people' || profile.filled < 3 || profile.shares.imageFile < 0.6)
    return [];
  return [
    {
      class: 'direct.image',
      weight: 0.8,
      evidence: `${percent(profile.shares.imageFile)} are files of images in a table of people`,
    },
  ];
}

/** All that values and types say of a column. */
export function valueSignals(candidate: Candidate): Signal[] {
  return [
    ...byType(candidate),
    ...patternSignals(candidate),
    ...namesOfPeople(candidate),
    ...prose(candidate),
    ...mixed(candidate),
    ...joinedNames(candidate),
    ...likeness(candidate),
    ...plainPhones(candidate),
    ...personalUrl(candidate),
    ...ownNumber(candidate),
    ...secretHex(candidate),
    ...birthLike(candidate),
  ];
}

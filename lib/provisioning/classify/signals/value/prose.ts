import { isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';
import { descriptive } from '../../vocabulary/column-terms';

/** Values of different kinds, some of which reach people: an attribute's value, a contact in whatever form. */
export function mixed({ type, profile }: Candidate): Signal[] {
  const { mail, internationalPhone, localPhone, iban, card, ip } = profile.shares;
  if (!isText(type) || profile.filled < 20 || mail >= 0.3 || internationalPhone >= 0.5 || localPhone >= 0.7)
    return [];
  const reaching = mail + internationalPhone + localPhone + iban + card + ip;
  if (reaching < 0.08 || (mail < 0.04 && internationalPhone < 0.04 && iban < 0.04)) return [];
  return [
    {
      class: 'direct.free_text',
      weight: 0.74,
      evidence: `${percent(reaching)} are mail addresses, telephone numbers or accounts, the rest is something else`,
    },
  ];
}

/** Sentences. In a table of things they describe the thing unless the name says that somebody wrote to somebody. */
export function prose({ name, profile, type, subject, amongPeople }: Candidate): Signal[] {
  if (
    !isText(type) ||
    profile.filled < 5 ||
    profile.shares.url > 0.5 ||
    profile.shares.json > 0.3 ||
    profile.shares.userAgent > 0.3
  )
    return [];
  if (profile.meanWords >= 2.5 && profile.mentionShare > 0.12 && profile.properShare < 0.5)
    return [
      {
        class: 'direct.free_text',
        weight: 0.76,
        evidence: `${percent(profile.mentionShare)} are texts that mention somebody`,
      },
    ];
  if (profile.meanWords < 5 || (profile.distinctShare < 0.3 && !(amongPeople && profile.meanWords >= 6)))
    return [];
  const evidence = `values hold ${Math.round(profile.meanWords)} words on average`;
  if (descriptive.test(name) && subject === 'things' && !amongPeople) return [];
  return [{ class: 'direct.free_text', weight: amongPeople ? 0.72 : 0.62, evidence }];
}

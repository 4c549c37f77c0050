import type { Candidate } from '../../candidate';
import type { ColumnTerm } from '../../vocabulary/terms/term';
import { looksLikeNames, looksLikeStreets } from '../value/looks-like';

/** Codes and states repeat; numbers and names of people mostly do not. */
const fewDifferent = ({ distinct, filled }: Candidate['profile']) => distinct <= 6 && filled >= 30;

/** How the values bear a name out: 1 where nothing speaks against it, near 0 where the values are something else. */
export function support(candidate: Candidate, term: ColumnTerm): number {
  const { profile } = candidate;
  const { shares } = profile;
  if (term.needsValues) return profile.filled < 3 ? 0.8 : looksLikeNames(candidate) ? 1 : 0.1;
  if (profile.filled < 3) return 1;
  switch (term.class) {
    case 'direct.mail':
      return shares.mail > 0.2 || profile.shapes.some(([shape]) => shape.includes('@')) ? 1 : 0.1;
    case 'direct.phone':
      return profile.digitShare < 0.3 || shares.mail > 0.5 || profile.maxLength < 5 ? 0.1 : 1;
    case 'direct.ip_address':
      return shares.ip > 0.2 ? 1 : 0.15;
    case 'direct.person_name':
      if (candidate.type.kind === 'enum' || shares.mail > 0.5 || shares.url > 0.5 || shares.uuid > 0.5)
        return 0.1;
      return profile.digitShare > 0.6 || profile.meanWords > 6 ? 0.2 : 1;
    case 'direct.card_number':
      return profile.digitShare > 0.5 ? 1 : 0.2;
    case 'direct.national_id':
    case 'direct.account_number':
      if (fewDifferent(profile)) return 0.3;
      return profile.digitShare > 0.5 && profile.meanLength >= 5 ? 1 : 0.2;
    case 'direct.birth_date':
      return (profile.least ?? 1950) > 1850 && (profile.most ?? 1950) < 2100 ? 1 : 0.3;
    case 'direct.location':
      return Math.abs(profile.least ?? 0) <= 180 && Math.abs(profile.most ?? 0) <= 180 ? 1 : 0.2;
    case 'secret.token':
    case 'secret.key':
    case 'secret.session':
      return profile.meanLength < 6 || (profile.distinct <= 5 && profile.filled > 30) ? 0.3 : 1;
    case 'direct.address':
      if (shares.mail > 0.5 || shares.url > 0.5 || fewDifferent(profile)) return 0.3;
      return looksLikeStreets(candidate) || profile.meanWords > 1.8 || profile.digitShare > 0.3 ? 1 : 0.8;
    case 'direct.username':
      return fewDifferent(profile) || profile.meanWords > 2 ? 0.3 : 1;
    case 'direct.free_text':
      if (profile.meanWords < 1.3 && profile.distinctShare < 0.1) return 0.4;
      return profile.distinct <= 8 && profile.filled >= 40 && profile.meanWords < 3 ? 0.3 : 1;
    case 'wire.url':
      return shares.url > 0.3 || profile.shapes.some(([shape]) => /[.:/]/.test(shape)) ? 1 : 0.4;
    default:
      return 1;
  }
}

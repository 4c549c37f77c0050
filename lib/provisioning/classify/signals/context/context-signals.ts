import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';
import { besideAddresses } from './beside-addresses';
import { besideNames } from './beside-names';

/** All that the rest of the source says of a column. Nothing at the first look. */
export function contextSignals(candidate: Candidate): Signal[] {
  return [...echoSignals(candidate), ...besideNames(candidate), ...besideAddresses(candidate)];
}

/** Values that columns of people elsewhere in the source hold as well. */
function echoSignals({ echo, profile }: Candidate): Signal[] {
  if (!echo || profile.filled < 8) return [];
  const evidence = `${percent(echo.share)} are known from columns that surely hold ${echo.class}`;
  if (echo.class !== 'direct.person_name')
    return echo.share > 0.3 ? [{ class: echo.class, weight: 0.5 + 0.4 * echo.share, evidence }] : [];
  if (profile.meanWords > 5 || profile.shares.mail > 0.2 || profile.shares.company > 0.3) return [];
  // Logins are made of names; written small, they are no longer one.
  if (profile.shares.joinedName > 0.5)
    return echo.share > 0.4 ? [{ class: 'direct.username', weight: 0.45 + 0.4 * echo.share, evidence }] : [];
  if (profile.properShare < 0.5 || echo.share < 0.4 || profile.digitShare > 0.3) return [];
  const part = profile.meanWords < 1.5 ? echo.part : 'full';
  return [{ class: echo.class, ...(part && { part }), weight: 0.45 + 0.45 * echo.share, evidence }];
}

import type { Candidate, Signal } from '../../candidate';
import { besideAddresses } from './beside-addresses';
import { besideNames } from './beside-names';
import { echoSignals } from './echo-signals';

/** All that the rest of the source says of a column. Nothing at the first look. */
export function contextSignals(candidate: Candidate): Signal[] {
  return [...echoSignals(candidate), ...besideNames(candidate), ...besideAddresses(candidate)];
}

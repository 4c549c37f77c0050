import { city } from './identity/city';
import { company } from './identity/company';
import { fileName } from './identity/file-name';
import { ip } from './identity/ip';
import { mail } from './identity/mail';
import { personName } from './identity/person-name';
import { phone } from './identity/phone';
import { postalAddress } from './identity/postal-address';
import { pseudonym } from './identity/pseudonym';
import { urlHost } from './identity/url-host';
import { neutralise } from './live/neutralise';
import type { Mask } from './mask';
import { array } from './nested/array';
import { fields } from './nested/fields';
import { hstore } from './nested/hstore';
import { json } from './nested/json';
import { range } from './nested/range';
import { bucket } from './number/bucket';
import { card } from './number/card';
import { digits } from './number/digits';
import { iban } from './number/iban';
import { numericNoise } from './number/numeric-noise';
import { constant } from './plain/constant';
import { freeText } from './plain/free-text';
import { keep } from './plain/keep';
import { nullMask } from './plain/null';
import { token } from './plain/token';
import { ageBand } from './time/age-band';
import { dateShift } from './time/date-shift';
import { yearOnly } from './time/year-only';

/**
 * Raised when the engine would treat the same plan differently, so that nobody's signature covers it unseen: with the
 * masks' SQL, which a test holds against this number, and with what of the structure leaves.
 */
export const engineVersion = 5;

/** The beginning of the SHA-256 of what the masks of this version come to; the test says how it is taken. */
export const masksDigest = '063de1f9445bfdb3';

/** Every mask, in the order in which a person is offered them. Each has its promises in the proof (`maskPromises`). */
export const masks = [
  keep,
  nullMask,
  constant,
  pseudonym,
  personName,
  mail,
  phone,
  postalAddress,
  city,
  company,
  ip,
  urlHost,
  fileName,
  digits,
  card,
  iban,
  dateShift,
  yearOnly,
  ageBand,
  numericNoise,
  bucket,
  freeText,
  json,
  array,
  fields,
  range,
  hstore,
  token,
  neutralise,
] as const satisfies readonly Mask[];

/** The name of a mask that there is. */
export type MaskName = (typeof masks)[number]['name'];

const byName = new Map<string, Mask>(masks.map((mask) => [mask.name, mask]));

/** The mask of that name, or null. */
export function findMask(name: string): Mask | null {
  return byName.get(name) ?? null;
}

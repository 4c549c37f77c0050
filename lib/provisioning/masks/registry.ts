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

/** Every mask, in the order in which a person is offered them. */
export const masks: readonly Mask[] = [
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
];

const byName = new Map(masks.map((mask) => [mask.name, mask]));

/** The mask of that name, or null. */
export function findMask(name: string): Mask | null {
  return byName.get(name) ?? null;
}

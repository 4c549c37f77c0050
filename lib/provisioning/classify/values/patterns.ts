import { fitsGs1, isCard, isIban, nationalIdOf } from './check-digits';

/** Tests of one value, by the name under which evidence speaks of them. */

const mail = /^[^\s@<>"']+@[^\s@<>"']+\.[\p{L}]{2,}$/u;
const nameAndMail = /^[^<>@]{1,80}<[^\s@<>]+@[^\s@<>]+\.\w{2,}>$/u;
const internationalPhone = /^\+\d[\d\s().-]{6,18}\d(?:\s*(?:x|ext\.?)\s*\d+)?$/;
const localPhone =
  /^(?:\(\d{2,5}\)|0\d{1,5}|\d{3})[\s./-]*\d{2,5}(?:[\s./-]\d{2,5}){1,4}(?:\s*(?:x|ext\.?)\s*\d+)?$/;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/\d+|:\d+)?$/;
/** Eight groups, or fewer around a double colon; `00:20:00` is a time. */
const ipv6 = /^(?=[^/]*::|(?:[\da-f]{1,4}:){7}[\da-f]{1,4}(?:\/|$))[\da-f:]{3,39}(?:\/\d+)?$/i;
const mac = /^(?:[\da-f]{2}[:-]){5}[\da-f]{2}$/i;
const url = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const passwordHash =
  /^(?:\$(?:2[abxy]|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]*|[156y])\$|pbkdf2_\w+\$|\{(?:SSHA|SHA|bcrypt)\}|sha1\$|scrypt:|SCRAM-SHA)/;
const jwt = /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/;
const knownToken = /^(?:sk|pk|rk|whsec|ghp|gho|xox[abprs]|glpat|AKIA|AIza|SG|EAA|ya29)[-_.]?[\w.-]{12,}$/;
const hexToken = /^(?=.*[a-f])[\da-f]{32,128}$/i;
const trunkPhone = /^0[1-9]\d{7,10}$/;
const plainPhone =
  /^(?:1[2-9]\d{9}|2[07]\d{9}|3[0-46-9]\d{8,10}|4[013-9]\d{8,11}|5[1-8]\d{9,11}|6[0-6]\d{8,10}|8[1246]\d{9,11}|9[0-58]\d{9,11})$/;
const mixedToken = /^(?=[\w+/=-]*\d)(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])[\w+/=-]{20,200}$/;
const address = /^[a-z][a-z0-9+.-]*:(?:[a-z]+:)?\/\/[^\s/@:]*:[^\s/@]+@/i;
const setting = /(?:^|[\s;?&])(?:password|passwd|pwd|secret|access_?key|api_?key|token)\s*=\s*[^\s;&]{3,}/i;
const pem = /^-----BEGIN [A-Z ]+-----/;
const cron = /^(?:@(?:hourly|daily|weekly|monthly|yearly)|(?:[\d*,/LW#?-]+\s+){4,5}[\d*,/A-Z#?-]+)$/i;
const agent = /^(?:Mozilla|Opera|curl|okhttp|Dalvik|PostmanRuntime|python-requests)\/[\d.]+/;
const street =
  /(?:\b(?:street|str\.?|road|rd\.?|avenue|ave\.?|lane|ln\.?|drive|dr\.?|boulevard|blvd\.?|court|ct\.?|square|place|plaza|terrace|highway|way|close|parkway|pkwy|rue|chemin|all[ée]e|quai|calle|avenida|av\.|carrera|paseo|camino|via|viale|piazza|corso|rua|travessa|ulica|ul\.|platz|allee|gasse)\b|(?:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|straat|laan|gracht|gatan|v[äa]gen|vej|gata|vei|katu|utca|p\.? ?o\.? box))/iu;
const houseNumber = /(?:^\d{1,5}[a-z]?[\s,]+\p{L}|\p{L}[\s,.]+\d{1,5}\s*[a-z]?(?:$|[\s,/-]))/iu;
const isoDate = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const company =
  /\b(?:gmbh|ag|kg|ltd|limited|llc|inc|corp|corporation|plc|s\.?a\.?s?|sarl|s\.?l\.?|s\.?r\.?l|s\.?p\.?a|b\.?v|n\.?v|oy|aps|kft|s\.r\.o|co|company|group|holdings?|industries|sons|s\.?a\.?(?: de c\.?v)?|gruppe|grupo|gruppo|groupe|associates|partners|asociados|associados|associati|hermanos|hnos|hijos|filhos|figli|fils|soehne|söhne|zonen|ltda|eireli|ab|a\/s|as|oyj|sp\. z o\.o|k\.s|e\.k|ohg|gbr|ug|v\.o\.f|pty|pvt|llp)\.?$/iu;
const fileName =
  /^[^\n]{1,200}\.(?:pdf|docx?|xlsx?|pptx?|csv|txt|png|jpe?g|gif|svg|webp|heic|zip|mp[34]|wav|dwg|step|odt|eml)$/i;
const imageFile = /^[^\n]{1,200}\.(?:png|jpe?g|gif|webp|heic|bmp|tiff?)(?:\?\S*)?$/i;
/** Digits with the marks that people put between those of a telephone number, an extension at the end at most. */
const phoneForm = /^\(?\+?\d[\d\s()./-]{1,20}(?:\s*(?:x|ext\.?|#)\s*\d+)?$/;
/** As the posts of Europe, the Americas and Japan write them, where letters or marks make them telling. */
const postcode =
  /^(?:\d{2}-\d{3}|\d{3} ?\d{2}|\d{4} ?[A-Z]{2}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d|\d{5}-\d{3,4}|\d{4}-\d{3}|〒?\d{3}-\d{4}|\d{4,6}|(?:AD|AT|BE|CH|CZ|DE|FR|LT|LV|MD|PL|SI|SK|[ABDFIL])-\d{4,5})$/;
/** One small word of Latin script, digits at its end at most. */
const smallName = /^[a-z][a-z._-]{2,28}\d{0,5}$/;
/** Small letters of Latin script joined by points, underscores or dashes, as people are called by machines. */
const joinedName = /^[a-z]{1,20}[._-]+(?:[a-z]{1,20}[._-]*){0,3}\d{0,4}$/;
const latLong = /^-?\d{1,2}\.\d{3,}\s*[,;]\s*-?\d{1,3}\.\d{3,}$/;

/** Random text changes between capitals, small letters and digits all the time; names of folders do not. */
function changesOften(value: string): boolean {
  const kinds = [...value].map((letter) => (/[a-z]/.test(letter) ? 'a' : /[A-Z]/.test(letter) ? 'A' : '9'));
  return kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length >= value.length / 3;
}

const isToken = (value: string) =>
  jwt.test(value) ||
  knownToken.test(value) ||
  (mixedToken.test(value) && (!value.includes('/') || changesOften(value)));

/** Encrypted values carry a version, a nonce or a check beside them: `2.…|…|…`, `v1:…:…`. */
function isSealed(value: string): boolean {
  const parts = value.split(/[|.:$]/);
  return (
    parts.length > 1 &&
    parts.length < 8 &&
    parts.some(isToken) &&
    parts.every((part) => part.length < 9 || isToken(part) || hexToken.test(part))
  );
}

function isJsonContainer(value: string): boolean {
  if (!/^\s*[[{]/.test(value)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

export const patterns = {
  mail: (value: string) => mail.test(value) || nameAndMail.test(value),
  internationalPhone: (value: string) => internationalPhone.test(value),
  localPhone: (value: string) => (localPhone.test(value) && !isoDate.test(value)) || trunkPhone.test(value),
  plainPhone: (value: string) => plainPhone.test(value),
  ip: (value: string) => ipv4.test(value) || ipv6.test(value),
  mac: (value: string) => mac.test(value),
  url: (value: string) => url.test(value),
  uuid: (value: string) => uuid.test(value),
  passwordHash: (value: string) => passwordHash.test(value),
  token: (value: string) => isToken(value) || isSealed(value),
  credentials: (value: string) => address.test(value) || setting.test(value) || pem.test(value),
  hex: (value: string) => hexToken.test(value),
  cron: (value: string) => cron.test(value.trim()),
  userAgent: (value: string) => agent.test(value),
  street: (value: string) => street.test(value) && (houseNumber.test(value) || /box/i.test(value)),
  houseNumber: (value: string) => houseNumber.test(value),
  isoDate: (value: string) => isoDate.test(value),
  // A firm has a name before its legal form; `7.5 kg` has none.
  company: (value: string) => company.test(value) && /\p{L}{2}.*\P{L}\p{L}/u.test(value),
  fileName: (value: string) => fileName.test(value) && !url.test(value),
  imageFile: (value: string) => imageFile.test(value),
  phoneForm: (value: string) => phoneForm.test(value) && !isoDate.test(value),
  postcode: (value: string) => postcode.test(value),
  smallName: (value: string) => smallName.test(value),
  joinedName: (value: string) => joinedName.test(value),
  coordinates: (value: string) => latLong.test(value),
  iban: isIban,
  card: isCard,
  gs1: (value: string) => /^\d{8,14}$/.test(value) && fitsGs1(value),
  nationalId: (value: string) => nationalIdOf(value) !== null,
  json: isJsonContainer,
} as const;

export type PatternName = keyof typeof patterns;
export const patternNames = Object.keys(patterns).filter((name): name is PatternName => name in patterns);

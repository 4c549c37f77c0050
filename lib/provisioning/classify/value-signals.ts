import { isDate, isNumber, isText } from '../masks/sql/text-value';
import type { Candidate, Signal } from './candidate';
import type { PatternName } from './values/patterns';
import { descriptive } from './vocabulary/column-terms';

/** What values say, whatever the column is called. */

const percent = (share: number) => `${Math.round(share * 100)} %`;

interface PatternRule {
  pattern: PatternName;
  class: Signal['class'];
  part?: string;
  /** The least share, and the weight at full share. */
  from: number;
  weight: number;
  says: string;
}

const rules: PatternRule[] = [
  { pattern: 'mail', class: 'direct.mail', from: 0.3, weight: 0.97, says: 'are mail addresses' },
  {
    pattern: 'internationalPhone',
    class: 'direct.phone',
    from: 0.5,
    weight: 0.92,
    says: 'are phone numbers with a country code',
  },
  {
    pattern: 'localPhone',
    class: 'direct.phone',
    from: 0.7,
    weight: 0.72,
    says: 'are punctuated like phone numbers',
  },
  { pattern: 'ip', class: 'direct.ip_address', from: 0.6, weight: 0.92, says: 'are IP addresses' },
  { pattern: 'mac', class: 'direct.device', from: 0.6, weight: 0.95, says: 'are MAC addresses' },
  { pattern: 'userAgent', class: 'direct.device', from: 0.5, weight: 0.95, says: 'are user agents' },
  {
    pattern: 'iban',
    class: 'direct.account_number',
    from: 0.5,
    weight: 0.98,
    says: 'are IBANs whose check digits fit',
  },
  {
    pattern: 'card',
    class: 'direct.card_number',
    from: 0.6,
    weight: 0.97,
    says: 'are card numbers that pass Luhn',
  },
  {
    pattern: 'nationalId',
    class: 'direct.national_id',
    from: 0.8,
    weight: 0.88,
    says: 'fit the check digits of a national identity number',
  },
  {
    pattern: 'street',
    class: 'direct.address',
    part: 'street',
    from: 0.35,
    weight: 0.9,
    says: 'are streets with house numbers',
  },
  { pattern: 'coordinates', class: 'direct.location', from: 0.6, weight: 0.9, says: 'are coordinates' },
  { pattern: 'passwordHash', class: 'secret.password', from: 0.3, weight: 0.98, says: 'are password hashes' },
  { pattern: 'token', class: 'secret.token', from: 0.6, weight: 0.85, says: 'look like tokens' },
  {
    pattern: 'cron',
    class: 'wire.schedule',
    part: 'schedule',
    from: 0.7,
    weight: 0.95,
    says: 'are cron expressions',
  },
  {
    pattern: 'fileName',
    class: 'quasi.identifier',
    part: 'file',
    from: 0.6,
    weight: 0.75,
    says: 'are file names',
  },
  {
    pattern: 'company',
    class: 'quasi.identifier',
    part: 'company',
    from: 0.4,
    weight: 0.85,
    says: 'end with a legal form',
  },
];

/** Checksums of content look like tokens and are none; a key of a row that is a hash is a name, not a secret. */
const harmlessHex =
  /(?:^| )(?:checksum|sha|sha\d*|md5|etag|digest|commit|revision|crc|content hash|fingerprint|uuid|guid|id|sku|code|reference|ref|hash)$/;

function patternSignals({ name, profile, type, reference, subject, amongPeople }: Candidate): Signal[] {
  if (profile.filled < 3 || reference) return [];
  const numeric = isNumber(type);
  return rules
    .filter((rule) => !numeric || ['card', 'nationalId'].includes(rule.pattern))
    .filter((rule) => profile.shares[rule.pattern] >= rule.from)
    .filter((rule) => rule.pattern !== 'token' || !harmlessHex.test(name))
    .map((rule) => ({
      class: rule.class,
      ...(rule.part && { part: rule.part }),
      weight:
        rule.weight *
        Math.min(1, 0.7 + profile.shares[rule.pattern] * 0.3) *
        (profile.filled < 8 ? 0.85 : 1) *
        (rule.part === 'file' && subject === 'things' && !amongPeople ? 0.6 : 1) *
        (numeric ? 0.75 : 1),
      evidence: `${percent(profile.shares[rule.pattern])} of ${profile.filled} sampled values ${rule.says}`,
    }));
}

function namesOfPeople({ name, profile, type, subject }: Candidate): Signal[] {
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
    if (givenShare > 0.45) return say(0.85, 'given');
    return familyShare > 0.35 && givenShare < familyShare ? say(0.75, 'family') : [];
  }
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

/** Sentences. In a table of things they describe the thing unless the name says that somebody wrote to somebody. */
function prose({ name, profile, type, subject, amongPeople }: Candidate): Signal[] {
  if (
    !isText(type) ||
    profile.filled < 5 ||
    profile.shares.url > 0.5 ||
    profile.shares.json > 0.3 ||
    profile.shares.userAgent > 0.3
  )
    return [];
  if (profile.meanWords >= 3.5 && profile.mentionShare > 0.12 && profile.properShare < 0.5)
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

function byType({ type, profile }: Candidate): Signal[] {
  const base = type.element?.base ?? type.base;
  if (base === 'inet' || base === 'cidr')
    return [{ class: 'direct.ip_address', weight: 0.95, evidence: `its type is ${type.declared}` }];
  if (base === 'macaddr' || base === 'macaddr8')
    return [{ class: 'direct.device', weight: 0.95, evidence: `its type is ${type.declared}` }];
  if (base === 'tsvector')
    return [
      {
        class: 'direct.free_text',
        part: 'search',
        weight: 0.9,
        evidence: 'a search vector holds the words of other columns',
      },
    ];
  if (base === 'bytea')
    return [{ class: 'direct.free_text', part: 'bytes', weight: 0.61, evidence: 'bytes may hold anything' }];
  if (base === 'xml') return [{ class: 'direct.free_text', weight: 0.8, evidence: 'XML may hold anything' }];
  if (['point', 'geometry', 'geography'].includes(base))
    return [{ class: 'direct.location', weight: 0.85, evidence: `its type is ${type.declared}` }];
  return profile.shares.url > 0.8 && isText(type)
    ? [
        {
          class: 'business.value',
          part: 'url',
          weight: 0.3,
          evidence: `${percent(profile.shares.url)} are URLs`,
        },
      ]
    : [];
}

/** Phone numbers written without any punctuation: of one country, and spread, unlike numbers that are counted up. */
function plainPhones({ profile, type }: Candidate): Signal[] {
  if (!isText(type) || profile.filled < 10 || profile.shares.plainPhone < 0.95) return [];
  const spread =
    profile.prefixShare > 0.7 &&
    profile.distinctShare > 0.3 &&
    profile.meanLength > 10.5 &&
    profile.meanLength < 13.5;
  return spread && profile.shares.gs1 < 0.5
    ? [
        {
          class: 'direct.phone',
          weight: 0.64,
          evidence: `${percent(profile.shares.plainPhone)} are as long as phone numbers and begin with one country's code`,
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

/** A number that each person has for themselves: staff, licence, policy and record numbers, under whatever name. */
function ownNumber({ profile, type, subject, key, reference }: Candidate): Signal[] {
  if (!isText(type) || subject !== 'people' || reference || profile.filled < 20) return [];
  const one = profile.distinctShare > 0.97 && profile.digitShare > 0.95 && profile.meanWords < 1.2;
  const plain =
    profile.shapes.length <= 3 &&
    profile.shares.mail < 0.1 &&
    profile.shares.url < 0.1 &&
    profile.shares.uuid < 0.1 &&
    profile.shares.isoDate < 0.1;
  if (!one || !plain || profile.meanLength < (key ? 7 : 4) || profile.meanLength > 20) return [];
  return [{ class: 'direct.national_id', weight: 0.63, evidence: 'a number of its own for every person' }];
}

/** All that values and types say of a column. */
export function valueSignals(candidate: Candidate): Signal[] {
  return [
    ...byType(candidate),
    ...patternSignals(candidate),
    ...namesOfPeople(candidate),
    ...prose(candidate),
    ...plainPhones(candidate),
    ...personalUrl(candidate),
    ...ownNumber(candidate),
    ...secretHex(candidate),
    ...birthLike(candidate),
  ];
}

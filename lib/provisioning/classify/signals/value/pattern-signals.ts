import { isNumber } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { percent } from '../../candidate';
import type { PatternName } from '../../values/patterns';

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
    pattern: 'credentials',
    class: 'secret.key',
    from: 0.3,
    weight: 0.88,
    says: 'are keys, or addresses and settings with a password in them',
  },
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
export const harmlessHex =
  /(?:^| )(?:checksum|sha|sha\d*|md5|etag|digest|commit|revision|crc|content hash|fingerprint|uuid|guid|id|sku|code|reference|ref|hash)$/;

export function patternSignals({
  name,
  profile,
  type,
  reference,
  subject,
  amongPeople,
}: Candidate): Signal[] {
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

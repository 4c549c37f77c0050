import type { ColumnType } from '../../catalogue/column-type';
import { isDate, isNumber, isText } from '../../masks/sql/text-value';
import type { Candidate, Signal } from '../candidate';

/**
 * What speaks for a column being nobody's: keys, switches, amounts, codes. Weaker than what speaks for a person, so
 * that a column of which both can be said is decided by the person.
 */

const technical = (weight: number, evidence: string): Signal => ({ class: 'technical', weight, evidence });
const business = (weight: number, evidence: string): Signal => ({
  class: 'business.value',
  weight,
  evidence,
});

const clockWords =
  /(?:^| )(?:created|updated|modified|inserted|deleted|changed|synced|imported|archived|published|processed|completed|started|finished|ended|closed|opened|sent|received|expires?|expired|last (?:update|modified|change|seen|sync)|timestamp|ts|rowversion|at|on|time|date|datum|fecha|data|from|to|until|since|valid|effective|due|start|end|begin)(?: |$)/;
const codeWords =
  /(?:^| )(?:code|status|state|type|kind|category|class|level|priority|stage|phase|currency|unit|uom|locale|language|lang|tz|timezone|country|country code|region|state code|iso|sku|version|slug|key|tag|colou?r|size|format|mime|mime type|content type|extension|role|rating|grade|mode|channel|source|method|reason code|severity|outcome|result|abbr|abbreviation|symbol|icon|pais|land|pays|paese|landcode)$/;
const hashWords = /(?:^| )(?:checksum|sha\d*|md5|etag|digest|crc|content hash|commit)$/;

/** What values say by themselves. Labels and counters in a table of people may be theirs, so there they only bear out a name. */
function knownValues({ profile, subject, amongPeople }: Candidate): Signal[] {
  const { harmless, filled, distinct } = profile;
  if (!harmless) return [];
  if (harmless.kind === 'form') return [business(0.66, harmless.says)];
  if (subject === 'people' || amongPeople) return [];
  if (harmless.kind === 'counted') return [business(0.61, harmless.says)];
  return harmless.kind === 'vocabulary' && filled >= 12 && distinct <= 3
    ? [business(0.62, harmless.says)]
    : [];
}

function ofText(candidate: Candidate): Signal[] {
  const { name, profile, type, key, reference, subject } = candidate;
  const found = knownValues(candidate);
  const codes = profile.filled >= 5 && profile.meanLength <= 24 && profile.meanWords < 3;
  if (codeWords.test(name) && (profile.filled < 3 || profile.meanWords < 4))
    found.push(business(0.72, 'name reads as a code'));
  if (
    profile.filled >= 30 &&
    profile.distinct <= Math.max(6, profile.filled * 0.06) &&
    codes &&
    profile.givenShare < 0.3
  )
    found.push(business(0.66, `${profile.distinct} different short values among ${profile.filled}`));
  if ((key || reference) && codes && profile.shares.mail < 0.1 && profile.givenShare < 0.2)
    found.push(technical(0.66, reference ? 'a reference' : 'part of the key'));
  if (profile.filled >= 3 && profile.shares.uuid > 0.9) found.push(technical(0.7, 'values are UUIDs'));
  if (hashWords.test(name)) found.push(technical(0.75, 'name reads as a checksum'));
  if (type.maxLength !== null && type.maxLength <= 3 && profile.filled >= 3 && profile.maxLength <= 3)
    found.push(business(0.62, `at most ${profile.maxLength} characters`));
  const product =
    profile.filled >= 10 && profile.meanWords < 4 && profile.givenShare < 0.05 && profile.familyShare < 0.05;
  if (
    product &&
    subject === 'things' &&
    /(?:^| )(?:title|composer|titel|titre|titulo)$/.test(name) === false &&
    /(?:^| )(?:number|no|nr|ref|reference|serial|barcode|ean|isbn|model|brand|manufacturer|material|dimension|quantity per unit|packaging)$/.test(
      name,
    )
  )
    found.push(business(0.65, 'name reads as a property of a thing'));
  return found;
}

function ofNumbers({ name, key, reference, type, profile }: Candidate): Signal[] {
  if (key || reference) return [technical(0.8, key ? 'a numeric key' : 'a numeric reference')];
  const found = [
    business(
      type.base.startsWith('int') &&
        profile.filled >= 3 &&
        (profile.most ?? 0) > 10_000_000 &&
        !/(?:^| )(?:bytes|size|count|total|amount|revenue|population|budget|id)$/.test(name)
        ? 0.45
        : 0.64,
      'a number',
    ),
  ];
  if (/(?:^| )id$/.test(name)) found.push(technical(0.6, 'name ends in id'));
  return found;
}

/** The bounds of a range are values; those that are no numbers and no times may be anything. */
function ofRanges(type: ColumnType): Signal[] {
  const bound = type.element?.element ?? type.element;
  return bound && (isNumber(bound) || isDate(bound)) ? [business(0.62, 'a range')] : [];
}

/** All that speaks for a column being technical or business. */
export function harmlessSignals(candidate: Candidate): Signal[] {
  const { name, type, key, reference } = candidate;
  if (type.kind === 'enum') return [business(0.7, `an enum of ${type.labels.length} labels`)];
  if (type.kind === 'range' || type.kind === 'multirange') return ofRanges(type);
  if (type.kind === 'array')
    return type.element && isNumber(type.element)
      ? [business(0.62, 'an array of numbers')]
      : ofText(candidate);
  if (isText(type)) return ofText(candidate);
  if (isNumber(type) || type.base === 'money') return ofNumbers(candidate);
  if (type.base === 'bool') return [technical(0.7, 'a switch')];
  if (isDate(type))
    return clockWords.test(name)
      ? [technical(0.66, 'name reads as a time of work')]
      : [business(0.61, 'a date')];
  if (type.base === 'uuid') return [technical(key || reference ? 0.8 : 0.62, 'a UUID')];
  return ['time', 'timetz', 'interval', 'bit', 'varbit', 'pg_lsn', 'xid', 'xid8', 'char'].includes(type.base)
    ? [business(0.64, `its type is ${type.declared}`)]
    : [];
}

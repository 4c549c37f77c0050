import { isDate, isNumber, isText } from '../masks/sql/text-value';
import type { Candidate, Signal } from './candidate';
import {
  aboutness,
  type ColumnTerm,
  columnTerms,
  descriptive,
  type TermFamily,
} from './vocabulary/column-terms';
import { thingWords } from './vocabulary/table-terms';

/** What names say: of the column, of its table, of its domain, and the words of its comment. */

function familyOf(candidate: Candidate): TermFamily[] {
  const { type } = candidate;
  if (
    type.kind === 'array' ||
    isText(type) ||
    ['json', 'jsonb', 'inet', 'cidr', 'macaddr', 'uuid', 'xml', 'tsvector', 'hstore'].includes(type.base)
  )
    return ['text'];
  if (type.kind === 'enum') return ['text'];
  if (isNumber(type) || type.base === 'money') return ['number'];
  if (isDate(type)) return ['date'];
  if (type.base === 'bytea') return ['bytes'];
  return type.base === 'bool' ? ['switch'] : [];
}

/**
 * `email_type` is about mails and holds none; `login_at` is a time. A name that is one such word alone is itself. What
 * somebody is (a recipient, a contact) names them only at the end: a `recipient_city` is a city.
 */
function isAbout(name: string, term: ColumnTerm): boolean {
  const found = term.test.exec(name);
  if (!found) return false;
  const rest = name.slice(found.index + found[0].length);
  if (rest === '') return false;
  return aboutness.test(rest) || (term.class === 'direct.person_name' && term.part === 'full');
}

/** Where one term's words lie inside a longer one's (`nascita` in `luogo di nascita`), the longer one speaks. */
function isOutspoken(name: string, term: ColumnTerm, others: ColumnTerm[]): boolean {
  const span = (one: ColumnTerm) => {
    const found = one.test.exec(name);
    return found ? { from: found.index, to: found.index + found[0].length } : { from: 0, to: 0 };
  };
  const own = span(term);
  return others.some((other) => {
    const { from, to } = span(other);
    return from <= own.from && to >= own.to && to - from > own.to - own.from;
  });
}

/** How the values bear a name out: 1 where nothing speaks against it, near 0 where the values are something else. */
function support(candidate: Candidate, term: ColumnTerm): number {
  const { profile } = candidate;
  const { shares } = profile;
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
      return profile.digitShare > 0.5 && profile.meanLength >= 5 ? 1 : 0.2;
    case 'direct.birth_date':
      return (profile.least ?? 1950) > 1850 && (profile.most ?? 1950) < 2100 ? 1 : 0.3;
    case 'direct.location':
      return Math.abs(profile.least ?? 0) <= 180 && Math.abs(profile.most ?? 0) <= 180 ? 1 : 0.2;
    case 'secret.token':
    case 'secret.key':
    case 'secret.session':
      return profile.meanLength < 6 || (profile.distinct <= 5 && profile.filled > 30) ? 0.3 : 1;
    case 'direct.free_text':
      return profile.distinct <= 8 && profile.filled >= 40 && profile.meanWords < 3 ? 0.3 : 1;
    case 'wire.url':
      return shares.url > 0.3 || profile.shapes.some(([shape]) => /[.:/]/.test(shape)) ? 1 : 0.4;
    default:
      return 1;
  }
}

/** What a person weighs or when they were seen tells of them; what an article weighs, or where a depot lies, does not. */
function nearPeople(candidate: Candidate, term: ColumnTerm): number {
  if (term.part === 'body' && candidate.subject !== 'people') return 0.6;
  if (term.class === 'direct.location' && !candidate.amongPeople && candidate.subject !== 'places')
    return 0.8;
  const quasi =
    term.class === 'quasi.identifier' && ['body', 'age', 'amount', 'date', 'trait'].includes(term.part ?? '');
  return quasi && candidate.subject === 'things' && !candidate.amongPeople ? 0.6 : 1;
}

function termSignals(candidate: Candidate, name: string, source: string, factor: number): Signal[] {
  if (candidate.reference && isNumber(candidate.type)) return [];
  const families = familyOf(candidate);
  const matching = columnTerms.filter((term) => term.test.test(name));
  return matching
    .filter((term) => term.families.some((family) => families.includes(family)))
    .filter((term) => !isAbout(name, term) && !isOutspoken(name, term, matching))
    .map((term) => ({
      class: term.class,
      ...(term.part && { part: term.part }),
      weight: term.weight * factor * support(candidate, term) * nearPeople(candidate, term),
      evidence: `${source} reads as ${term.class}${term.part ? ` (${term.part})` : ''}`,
    }));
}

/** A bare `name`: a person's in a table of people, a firm's in one of firms, else a thing's. */
function bareName(candidate: Candidate): Signal[] {
  const match = /^(?:(.+) )?(?:names?|nom|nombre|nome|naam|navn|namn|nazwa|nazev|nev|ad|название|имя)$/.exec(
    candidate.name,
  );
  if (!match || !isText(candidate.type)) return [];
  const before = match[1] ?? '';
  if (before !== '' && thingWords.test(before))
    return [
      { class: 'business.value', weight: 0.85, evidence: `name says that it names a thing (${before})` },
    ];
  const { profile } = candidate;
  if (candidate.subject === 'people' && before === '') {
    const firm = profile.shares.company > 0.3;
    if (firm)
      return [
        {
          class: 'quasi.identifier',
          part: 'company',
          weight: 0.75,
          evidence: 'names with legal forms in a table of people',
        },
      ];
    const likely = profile.filled < 3 || profile.properShare > 0.4 || profile.givenShare > 0.1;
    return likely
      ? [
          {
            class: 'direct.person_name',
            part: 'full',
            weight: 0.8,
            evidence: `a name in the table "${candidate.table}" of people`,
          },
        ]
      : [];
  }
  if (candidate.subject === 'firms' && before === '' && profile.givenShare < 0.5)
    return [
      {
        class: 'quasi.identifier',
        part: 'company',
        weight: 0.7,
        evidence: `a name in the table "${candidate.table}" of firms`,
      },
    ];
  const { givenShare, familyShare, meanWords } = profile;
  const people = givenShare > 0.25 || (givenShare > 0.1 && familyShare > 0.05 && meanWords < 3.4);
  if (candidate.subject === 'things' || candidate.subject === 'places')
    return people
      ? []
      : [
          {
            class: 'business.value',
            weight: 0.7,
            evidence: `a name in the table "${candidate.table}" of things`,
          },
        ];
  return [];
}

/** Text that people write about things they sell differs from what they write about each other. */
function descriptions(candidate: Candidate): Signal[] {
  const { name, type, subject, amongPeople, profile } = candidate;
  if (!descriptive.test(name) || !isText(type)) return [];
  if (
    subject === 'people' &&
    /(?:^| )(?:title|titel|titre|titulo|titolo)$/.test(name) &&
    profile.meanWords < 5
  )
    return [
      { class: 'quasi.identifier', part: 'trait', weight: 0.7, evidence: 'a title in a table of people' },
    ];
  if (subject === 'things' && !amongPeople && profile.mentionShare < 0.12)
    return [
      {
        class: 'business.value',
        weight: 0.7,
        evidence: `a description in the table "${candidate.table}" of things`,
      },
    ];
  const labels = profile.filled >= 40 && profile.distinct <= 12;
  return labels
    ? []
    : [{ class: 'direct.free_text', weight: 0.65, evidence: 'a description beside personal data' }];
}

/** Inside tables of wires and of secrets, plain names mean more than elsewhere; this rule is not for voting. */
function liveNames(candidate: Candidate): Signal[] {
  const { name, subject, type, profile } = candidate;
  if (subject === 'wires') {
    if (
      type.base === 'bool' &&
      /(?:^| )(?:is )?(?:enabled|active|live|on|aktiv|actif|activo|attivo|ativo)$/.test(name)
    )
      return [
        {
          class: 'wire.switch',
          weight: 0.95,
          evidence: `a switch in the table "${candidate.table}" of live wires`,
        },
      ];
    if (isText(type) && /(?:^| )(?:url|uri|address|target|host|hostname|server)$/.test(name))
      return [
        {
          class: 'wire.url',
          part: /host|server/.test(name) ? 'host' : 'url',
          weight: 0.97,
          evidence: `a target in the table "${candidate.table}" of live wires`,
        },
      ];
  }
  if (
    subject === 'secrets' &&
    name === 'id' &&
    isText(type) &&
    profile.meanLength >= 20 &&
    profile.shares.uuid < 0.5
  )
    return [
      {
        class: 'secret.session',
        weight: 0.9,
        evidence: `long keys in the table "${candidate.table}" of secrets`,
      },
    ];
  if (
    subject === 'secrets' &&
    (isText(type) || type.base === 'bytea') &&
    /(?:^| )(?:key|value|hash|data|payload|code|digest|hashed)$/.test(name)
  )
    return [{ class: 'secret.token', weight: 0.9, evidence: `in the table "${candidate.table}" of secrets` }];
  return [];
}

/** All that names say of a column. */
export function nameSignals(candidate: Candidate): Signal[] {
  const domain = candidate.type.domains.map(({ name }) => name.replace(/^.*\./, '')).join(' ');
  return [
    ...termSignals(candidate, candidate.name, 'name', 1),
    ...(domain === '' ? [] : termSignals(candidate, domain.replaceAll('_', ' '), 'domain', 0.9)),
    ...(candidate.comment === '' ? [] : termSignals(candidate, candidate.comment, 'comment', 0.5)),
    ...bareName(candidate),
    ...descriptions(candidate),
    ...liveNames(candidate),
  ];
}

import { isDate, isNumber, isText } from '../../../masks/sql/text-value';
import type { Candidate, Signal } from '../../candidate';
import { aboutness, columnTerms } from '../../vocabulary/column-terms';
import type { ColumnTerm, TermFamily } from '../../vocabulary/terms/term';
import { support } from './bears-out';

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

/** Whoever acted is often told by what they sign in with. */
function signedInAs(candidate: Candidate, term: ColumnTerm): boolean {
  const { profile } = candidate;
  return (
    term.needsValues &&
    profile.filled >= 3 &&
    profile.shares.smallName > 0.8 &&
    (profile.distinct > 6 || profile.filled < 12)
  );
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

function signalOf(candidate: Candidate, term: ColumnTerm, source: string, factor: number): Signal {
  if (signedInAs(candidate, term))
    return {
      class: 'direct.username',
      weight: 0.68 * factor,
      evidence: `${source} reads as somebody's, and values are written like what people sign in with`,
    };
  return {
    class: term.class,
    ...(term.part && { part: term.part }),
    weight: term.weight * factor * support(candidate, term) * nearPeople(candidate, term),
    evidence: `${source} reads as ${term.class}${term.part ? ` (${term.part})` : ''}`,
  };
}

/** What the vocabulary says of words: a column's own, its domain's or its comment's. */
export function termSignals(candidate: Candidate, words: string, source: string, factor: number): Signal[] {
  if (candidate.reference && isNumber(candidate.type)) return [];
  const families = familyOf(candidate);
  const matching = columnTerms.filter((term) => term.test.test(words));
  return matching
    .filter((term) => term.families.some((family) => families.includes(family)))
    .filter((term) => !isAbout(words, term) && !isOutspoken(words, term, matching))
    .map((term) => signalOf(candidate, term, source, factor));
}

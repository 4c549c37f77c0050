import type { StructureFinding } from '../../../plan-format/scrub-plan';
import type { StructureText } from '../../catalogue/read-structure-texts';
import { isCard, isIban, nationalIdOf } from '../values/check-digits';
import { patterns } from '../values/patterns';
import { shapeOf } from '../values/shape';
import { isFamilyName, isGivenName } from '../vocabulary/common-names';
import { personInName, valueInName } from './names-of-people';

/**
 * Personal data in the structure itself. Comments say "ask Jane, +49 …", defaults name the boss's mailbox, predicates
 * except one customer: all of it would travel with the structure, whatever happens to the rows.
 */

interface Finder {
  what: string;
  find: (text: string) => string[];
}

const every = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found);

const finders: Finder[] = [
  { what: 'a mail address', find: (text) => every(text, /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.\p{L}{2,}/gu) },
  { what: 'a phone number', find: (text) => every(text, /\+\d[\d ().-]{7,18}\d/g) },
  {
    what: 'an IBAN',
    find: (text) =>
      every(text, /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g).filter(isIban),
  },
  { what: 'a card number', find: (text) => every(text, /\b\d(?:[ -]?\d){12,18}\b/g).filter(isCard) },
  {
    what: 'a national identity number',
    find: (text) =>
      every(
        text,
        /\b(?:\d{3}-\d{2}-\d{4}|[A-Z]{2}\d{6}[A-D]|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|\d{3}\.\d{3}\.\d{3}-\d{2})\b/g,
      ).filter((found) => nationalIdOf(found) !== null),
  },
  {
    what: 'an IP address',
    find: (text) =>
      every(text, /\b(?:\d{1,3}\.){3}\d{1,3}\b/g).filter(
        (found) => patterns.ip(found) && !/^(?:0\.|127\.|255\.)/.test(found),
      ),
  },
  {
    what: 'a URL with a host of its own',
    find: (text) =>
      every(text, /\b[a-z][a-z0-9+.-]{2,}:\/\/[^\s'")]+/g).filter(
        (found) =>
          !/\/\/(?:localhost|127\.|(?:[\w-]+\.)*example\.|(?:www\.)?(?:postgresql|w3|ietf)\.org)/.test(found),
      ),
  },
  {
    what: 'a secret',
    find: (text) =>
      every(
        text,
        /\b(?:sk|pk|rk|whsec|ghp|gho|xox[abprs]|glpat)[-_][\w-]{12,}|\beyJ[\w-]{8,}\.[\w-]{8,}|\bAKIA[A-Z0-9]{12,}|\$2[aby]\$\d\d\$[\w./]{20,}/g,
      ),
  },
  {
    what: 'a name of a person',
    find: (text) =>
      [...text.matchAll(/(?=\b(\p{Lu}[\p{Ll}'’-]+)[ ]+(\p{Lu}[\p{Ll}'’-]+)\b)/gu)]
        .filter(
          ([, first = '', last = '']) =>
            isGivenName(first) && (isFamilyName(last) || !commonWords.has(last.toLowerCase())),
        )
        .map(([, first, last]) => `${first} ${last}`),
  },
];

/** Capitalised words that follow a word which is also a given name ("Will Be", "Mark As") without being a surname. */
const commonWords = new Set(
  'be as is of the to for from in on by with and or not when if id date time day type name number table column value status state may june april street road city sales order account user customer'.split(
    ' ',
  ),
);

/** Two words beside each other, or the scripts that put no space between words. */
const prose = /\p{L}{2,}[.,;:]?[ \t]+\p{L}{2,}|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]{2,}/u;

/**
 * Text without a pattern that may name somebody all the same: a literal that reads like a sentence, or is a name alone.
 * Messages inside a function are its programmer's and not looked at in this way.
 */
function freeTextIn(text: StructureText): { what: string; shape: string }[] {
  if (text.kind === 'comment')
    return [{ what: `free text of ${text.text.length} characters`, shape: shapeOf(text.text) }];
  if (text.kind === 'function') return [];
  return literalsOf(text.text).flatMap((literal) => {
    if (prose.test(literal)) return { what: 'free text', shape: shapeOf(literal) };
    const isName =
      /^\p{Lu}\p{Ll}+$/u.test(literal) &&
      !commonWords.has(literal.toLowerCase()) &&
      (isGivenName(literal) || isFamilyName(literal));
    return isName ? { what: 'a name of a person', shape: shapeOf(literal) } : [];
  });
}

/** Literals of an expression without those that only name an object of the database. */
const literalsOf = (text: string) =>
  [...text.matchAll(/'((?:[^']|'')*)'(::reg)?/g)].flatMap(([, literal = '', naming]) =>
    naming ? [] : literal,
  );

/** What people write in code are literals; the rest of an expression is names, which are looked at by themselves, and operators. */
function freeParts(text: StructureText): string {
  if (text.kind === 'comment') return text.text;
  const literals = literalsOf(text.text);
  const remarks = text.kind === 'function' ? every(text.text, /--[^\n]*|\/\*[\s\S]*?\*\//g) : [];
  return [...literals, ...remarks].join('\n');
}

/** What a name of an object is taken for, since it is somebody's. */
function somebodys(name: string): { what: string; shape: string }[] {
  const shape = shapeOf(name);
  const value = valueInName(name);
  return [
    ...finders.filter(({ find }) => find(name).length > 0).map(({ what }) => ({ what, shape })),
    ...(value === null ? [] : [{ what: value, shape }]),
    ...(personInName(name) ? [{ what: 'a name of a person', shape }] : []),
  ];
}

/** Whether the name of an object is a person's, an address, a number or a secret. Pure. */
export const isSomebodys = (name: string) => somebodys(name).length > 0;

/** What may be somebody's in a name with what it hangs on: an address, a URL, a long number, a first name beside a last name. */
const asOfSomebody = /@|:\/\/|\d{9,}|\p{Lu}\p{Ll}+ +\p{Lu}\p{Ll}+/u;

/** A name as plans, certificates and refusals show it: by its shape, where it may be somebody's. Pure. */
export const safeName = (name: string) =>
  asOfSomebody.test(name) || isSomebodys(name) ? shapeOf(name) : name;

function hitsOf(text: StructureText): { what: string; shape: string }[] {
  if (text.kind === 'name') return somebodys(text.text);
  const free = freeParts(text);
  return [
    ...finders.flatMap(({ what, find }) => find(free).map((found) => ({ what, shape: shapeOf(found) }))),
    ...freeTextIn(text),
  ];
}

/**
 * Findings by place, ready for a plan. Each comment is one, since it is free text: it is left out of the copy unless a
 * person keeps it. Of other texts those are, that look like somebody's data or read like a sentence, and of names those that
 * are somebody's: they are open until a person keeps them with a reason or changes the source. Shapes only, never the text.
 * Names of one shape in one place are told by how many they are, so that another one is not kept with them.
 *
 * Limits: a single word that is in no list of names, and a message inside a function pass.
 */
export function scanStructure(texts: StructureText[]): Record<string, StructureFinding> {
  const findings: Record<string, StructureFinding> = {};
  const names = new Map<string, number>();
  for (const text of texts) {
    const hits = hitsOf(text);
    if (hits.length === 0) continue;
    const count = (names.get(text.place) ?? 0) + 1;
    if (text.kind === 'name') names.set(text.place, count);
    const more = count > 1 ? [`${count} names of this form`] : [];
    const earlier = findings[text.place];
    const before = (earlier?.found ?? []).filter((found) => !found.endsWith('names of this form'));
    findings[text.place] = {
      found: [...new Set([...before, ...hits.map(({ what }) => what), ...more])],
      shapes: [...new Set([...(earlier?.shapes ?? []), ...hits.map(({ shape }) => shape)])].slice(0, 5),
      decision: text.kind === 'comment' ? 'drop' : 'open',
    };
  }
  return findings;
}

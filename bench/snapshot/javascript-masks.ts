import { createHash } from 'node:crypto';
import type { JsonNode } from '@/lib/plan-format/json-shape';
import type { MaskSpec } from '@/lib/plan-format/scrub-plan';
import { familyNames } from '../../lib/provisioning/masks/dictionaries/family-names';
import { givenNames } from '../../lib/provisioning/masks/dictionaries/given-names';
import { cities, streets } from '../../lib/provisioning/masks/dictionaries/places';

/**
 * The masks of the layouts once more, as functions for a tool that masks row by row in JavaScript. Each takes one
 * SHA-256 of a subkey and the value where ours does, picks from the same lists and writes the same outward form. They
 * know no more than the layouts need: Latin names, IPv4 addresses, phone numbers without letters, documents of scalars.
 *
 * The tool compiles this file by itself and knows relative paths alone, hence the imports. It runs the result as a
 * script, in which functions that are declared become properties of a global object and slow to find, hence the arrows.
 */
type Transform = (input: { row: Record<string, unknown>; value: unknown }) => unknown;

/** Each masked column's spec, by schema, table and column. */
export type SpecTree = Record<string, Record<string, Record<string, MaskSpec>>>;

const hash = createHash;

/** 64 hex digits that only this key, this label and this text give. */
const digestOf = (key: string, label: string) => {
  const subkey = hash('sha256').update(Buffer.from(key, 'hex')).update(label).digest();
  return (text: string): string => hash('sha256').update(subkey).update(text).digest('hex');
};

/** 48 bits, which a number holds exactly. */
const numberOf = (hex: string): number => Number.parseInt(hex.slice(0, 12), 16);
const pick = (words: readonly string[], number: number): string => words[number % words.length] ?? '';

const given = [...givenNames.latin.female, ...givenNames.latin.male];
const everywhere = Object.values(cities).flatMap((names) => names.slice(0, 4));
const networks = ['192.0.2.', '198.51.100.', '203.0.113.'];
const countryCode = /^(?:\+|00)(?:[17]|20|27|3[0-469]|4[0134-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)/;

/** Masks that need the value and its digest. */
const digested: Record<string, (value: string, hex: string) => string> = {
  person_name: (_value, hex) => {
    const number = numberOf(hex);
    return `${pick(given, number)} ${pick(familyNames.latin, Math.floor(number / 4_096))}`;
  },
  mail: (_value, hex) => `u${hex.slice(0, 16)}@example.test`,
  phone: (value, hex) => {
    const kept = countryCode.exec(value)?.[0] ?? '';
    const digits = `00${numberOf(hex)}`;
    let at = 0;
    return kept + value.slice(kept.length).replaceAll(/\d/g, () => digits[at++] ?? '0');
  },
  postal_address: (_value, hex) => {
    const number = numberOf(hex);
    return `${pick(streets, Math.floor(number / 256))} ${(number % 199) + 1}`;
  },
  city: (_value, hex) => pick(everywhere, numberOf(hex)),
  ip: (_value, hex) => {
    const number = numberOf(hex);
    return `${pick(networks, Math.floor(number / 256))}${number % 256}`;
  },
  token: (_value, hex) => `masked_${hex.slice(0, 32)}`,
  pseudonym: (_value, hex) => hex.slice(0, 16),
  file_name: (value, hex) =>
    `file-${hex.slice(0, 12)}${/\.[A-Za-z0-9]{1,5}$/.exec(value)?.[0].toLowerCase() ?? ''}`,
};

const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(36);
const longest = 2_000;
const mostDays = 60;
const dayMs = 86_400_000;

/** The day moves and the time behind it stays; dates far out stay as they are. */
const shifted = (value: string, days: number): string => {
  if (!/^[1-8]\d{3}-/.test(value)) return value;
  const moved = new Date(Date.parse(value.slice(0, 10)) + days * dayMs);
  return moved.toISOString().slice(0, 10) + value.slice(10);
};

/** What else a mask is made of: the parameters of the plan, the key, and a label that no other column has. */
type Making = { spec: MaskSpec; key: string; label: string };

const jsonKinds = { text: 'string', number: 'number', boolean: 'boolean' };
const isNode = (shape: unknown): shape is JsonNode => typeof shape === 'object' && shape !== null;

/** The named keys of a document, each by its own mask; values of another kind than expected are dropped. */
const document = ({ spec, key, label }: Making): Transform => {
  if (!isNode(spec.shape) || !('keys' in spec.shape))
    throw new Error(`${label}: only objects are masked here`);
  const masks = Object.entries(spec.shape.keys).map(([name, leaf]) => {
    if (!('mask' in leaf)) throw new Error(`${label}.${name}: only scalars are masked here`);
    const mask =
      leaf.mask.name === 'keep' ? null : maskOf({ spec: leaf.mask, key, label: `${label}.${name}` });
    return { name, kind: jsonKinds[leaf.type ?? 'text'], mask };
  });
  return ({ row, value }) => {
    const made: Record<string, unknown> = {};
    for (const { name, kind, mask } of masks) {
      const inner = Object(value)[name];
      if (inner === null) made[name] = null;
      else if (typeof inner === kind) made[name] = mask ? mask({ row, value: inner }) : inner;
    }
    return made;
  };
};

/** Masks that take no digest of the value. */
const undigested: Record<string, (making: Making) => Transform> = {
  free_text:
    () =>
    ({ value }) =>
      filler.slice(0, Math.min(String(value).length, longest)),
  bucket: ({ spec }) => {
    const width = Number(spec.width);
    return ({ value }) => Math.trunc(Number(value) / width) * width;
  },
  date_shift: ({ spec, key }) => {
    // One label for all tables, so that one person's dates move together.
    const digest = digestOf(key, 'date_shift');
    const subject = String(spec.subject);
    const daysOf = (id: unknown) =>
      (numberOf(digest(String(id))) % (2 * mostDays + 1)) - mostDays || mostDays;
    return ({ row, value }) => shifted(String(value), daysOf(row[subject]));
  },
  json: document,
};

const maskOf = (making: Making): Transform => {
  const { spec, key, label } = making;
  const make = undigested[spec.name];
  if (make) return make(making);
  const write = digested[spec.name];
  if (!write) throw new Error(`${label}: the tool that is compared with has no mask "${spec.name}"`);
  const digest = digestOf(key, `${spec.name}:${label}`);
  // Mail addresses that differ only in case count as one.
  if (spec.name === 'mail') return ({ value }) => write('', digest(String(value).toLowerCase()));
  return ({ value }) => {
    const text = String(value);
    return write(text, digest(text));
  };
};

/** A function for each masked column, by schema, table and column. Throws on a mask that was not written for it. */
export const transformsOf = (specs: SpecTree, key: string) =>
  mapped(specs, (tables, schema) =>
    mapped(tables, (columns, table) =>
      mapped(columns, (spec, column) => maskOf({ spec, key, label: `${schema}.${table}.${column}` })),
    ),
  );

const mapped = <From, To>(record: Record<string, From>, map: (value: From, name: string) => To) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));

import type { Finding } from '../../../certificate-format/certificate';
import type { MaskSpec } from '../../../plan-format/scrub-plan';
import type { ColumnType } from '../../catalogue/column-type';
import type { MaskName } from '../../masks/registry';
import {
  besideBand,
  liveWire,
  offTheGrid,
  otherThanConstant,
  otherThanFiller,
  withinYear,
} from './made-by-mask';
import type { OwnKind } from './own-kind';
import { documentTouched, elementTouched, fieldTouched, hasToReplace, holdsNumber } from './touched-by-mask';

/**
 * What each mask promises, as the proof looks for it: one row a mask, and no mask without a row. The rows are written from
 * what the plan's documentation says of a mask, not from the mask's code. A promise that the proof can only report, and not
 * hold a copy to, says why.
 *
 * Masks that make values nobody has leave no value of the source at all. Masks that draw from a small range (names, dates,
 * phone numbers) may hit somebody else's value by chance, so there the promise is about rows: no row keeps its own value,
 * since these masks draw again where they meet it. That needs a key which the plan keeps, by which both sides name the same
 * row.
 */

/** What holds of every value under a mask, whatever the column's type. */
export type Outcome =
  | { is: 'kept' | 'empty' | 'absent' | 'changed' }
  /** Some values may be as they were. */
  | { is: 'reported'; because: string };

export type MaskPromise = {
  /** Of every value; where it hangs on the mask's parameters, by these. */
  values: Outcome | ((mask: MaskSpec) => Outcome);
  /** In columns of free text, how its values are looked for in other places; null where they cannot be told from words. */
  sought: OwnKind | null;
  /** Types in which it makes what no source has, although it may meet others in the rest. */
  absentIn?: (type: ColumnType) => boolean;
  /** An SQL condition over a value of the target: true for what it never makes. Null where this type does not let tell. */
  foreign?: (mask: MaskSpec, type: ColumnType, value: string) => string | null;
  /**
   * An SQL condition over a value of the source: true where it must change it. Null where the plan's words do not tell.
   * `isThorough` says whether a mask inside leaves nothing of a value that is long enough.
   */
  touched?: (
    mask: MaskSpec,
    type: ColumnType,
    value: string,
    isThorough: (inner: MaskSpec) => boolean,
  ) => string | null;
  /** Where it holds other masks: by the keys of a document, item by item, field by field, by the keys of a map, at both ends. */
  holds?: 'document' | 'list' | 'row' | 'map' | 'range';
  /** What the masks inside make may be what was there, such as filler instead of filler. */
  meetsByChance?: true;
  /** Parameters under which people read what is left of a text. */
  readable?: (mask: MaskSpec) => boolean;
  /** Keys of documents under it are none that the source has, although values may be. */
  renewsKeys?: true;
  /** Rows can no longer be told apart by it. */
  erases?: true;
  /** What it makes looks like somebody's. */
  makes?: readonly Finding['looksLike'][];
};

const kept: Outcome = { is: 'kept' };
const empty: Outcome = { is: 'empty' };
const absent: Outcome = { is: 'absent' };
const changed: Outcome = { is: 'changed' };
const reported = (because: string): Outcome => ({ is: 'reported', because });

const insideDecides = reported('the masks inside decide; values that the plan keeps stay');
const byForm = 'what it makes has a form that a raw value may have, too';

/** The table. A mask that is not here does not compile. */
export const maskPromises: Record<MaskName, MaskPromise> = {
  keep: { values: kept, sought: null },
  null: { values: empty, sought: null, erases: true },
  constant: { values: reported(byForm), sought: null, erases: true, foreign: otherThanConstant },
  pseudonym: {
    values: changed,
    sought: 'token',
    // Random UUIDs meet none that exist; shorter pseudonyms may.
    absentIn: ({ kind, base }) => kind === 'base' && base === 'uuid',
    renewsKeys: true,
  },
  person_name: {
    values: ({ part = 'full' }) =>
      part === 'full' || part === 'family_first'
        ? changed
        : reported('there are few given names, family names and initials, so that many rows meet their own'),
    sought: 'name',
  },
  mail: { values: absent, sought: 'token' },
  phone: { values: changed, sought: 'phone', touched: (_mask, _type, value) => holdsNumber(value) },
  postal_address: { values: changed, sought: 'address' },
  city: { values: reported('a row may be given the city that it has'), sought: null },
  company: { values: changed, sought: null },
  ip: { values: changed, sought: 'token' },
  url_host: { values: absent, sought: 'token' },
  file_name: { values: absent, sought: null },
  digits: {
    values: reported('a text without digits stays, and so do letters and first characters where asked'),
    sought: 'number',
    touched: (mask, _type, value) => hasToReplace(mask, value),
  },
  card: { values: changed, sought: 'number', touched: (_mask, _type, value) => holdsNumber(value) },
  iban: { values: changed, sought: 'number', makes: ['iban'] },
  date_shift: { values: changed, sought: null },
  year_only: { values: reported(byForm), sought: null, foreign: withinYear },
  age_band: { values: reported(byForm), sought: null, foreign: besideBand },
  numeric_noise: { values: reported('zero stays, and a small number may be rounded back'), sought: null },
  bucket: { values: reported(byForm), sought: null, foreign: offTheGrid },
  free_text: {
    values: ({ mode }) =>
      mode === 'redact' ? reported('words that no pattern knows stay where they are') : absent,
    sought: null,
    foreign: otherThanFiller,
    readable: ({ mode }) => mode === 'redact',
  },
  json: {
    values: insideDecides,
    sought: null,
    holds: 'document',
    meetsByChance: true,
    touched: documentTouched,
  },
  array: { values: insideDecides, sought: null, holds: 'list', meetsByChance: true, touched: elementTouched },
  fields: { values: insideDecides, sought: null, holds: 'row', meetsByChance: true, touched: fieldTouched },
  range: { values: reported('bounds may be kept, and infinite ones stay'), sought: null, holds: 'range' },
  hstore: { values: insideDecides, sought: null, holds: 'map' },
  token: { values: absent, sought: 'token' },
  neutralise: { values: reported(byForm), sought: null, foreign: liveWire },
};

/** The row of a mask; null for one that this version does not know, of which nothing may be expected. */
export function promisesOf(mask: string): MaskPromise | null {
  return Object.hasOwn(maskPromises, mask) ? maskPromises[mask as MaskName] : null;
}

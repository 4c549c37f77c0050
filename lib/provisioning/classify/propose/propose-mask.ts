import type { MaskSpec } from '../../../plan-format/scrub-plan';
import type { CatalogueTable } from '../../catalogue/catalogue';
import type { ColumnType } from '../../catalogue/column-type';
import type { MaskColumn, MaskContext } from '../../masks/mask';
import { isDate, isNumber, isText } from '../../masks/sql/text-value';
import type { Judgement } from '../candidate';

/** The mask that fits a class best, and what to fall back on where type, length or uniqueness forbid it. */

const named = (name: string, parameters: Record<string, unknown> = {}): MaskSpec => ({ name, ...parameters });

export interface Place {
  table: CatalogueTable;
  /** Column of the same table whose row it is, for shifting dates together. */
  subject: string | null;
  genderColumn: string | null;
  countryColumn: string | null;
  /** How wide a bucket has to be that changes what the sample holds. */
  bucketWidth: number;
}

function forName(part: string | undefined, place: Place): MaskSpec[] {
  const gender = place.genderColumn === null ? {} : { genderColumn: place.genderColumn };
  const known = part === 'given' || part === 'family' || part === 'initial' ? part : 'full';
  return [
    named('person_name', { part: known, ...(known === 'family' || known === 'initial' ? {} : gender) }),
    named('pseudonym'),
  ];
}

function forDates(place: Place, days: number): MaskSpec[] {
  const subject = place.subject === null ? [] : [named('date_shift', { days, subject: place.subject })];
  return [...subject, named('date_shift', { days }), named('year_only')];
}

function forQuasi(part: string | undefined, column: MaskColumn, place: Place): MaskSpec[] {
  if (part === 'city')
    return [
      named('city', place.countryColumn === null ? {} : { countryColumn: place.countryColumn }),
      named('pseudonym'),
    ];
  if (part === 'postcode')
    return [
      named('digits', { keepFirst: 1 }),
      named('bucket', { width: Math.max(1_000, place.bucketWidth) }),
      named('pseudonym'),
    ];
  if (part === 'company') return [named('company'), named('pseudonym')];
  if (part === 'file') return [named('file_name'), named('pseudonym')];
  if (part === 'age') return [named('age_band', { years: 5 })];
  if (part === 'amount' || part === 'body')
    return [named('numeric_noise', { percent: 10 }), named('pseudonym')];
  if (part === 'date' || isDate(column.type)) return forDates(place, 30);
  return [
    named('null'),
    named('pseudonym'),
    ...(column.type.kind === 'enum' ? [named('constant', { value: column.type.labels[0] ?? '' })] : []),
  ];
}

const asWire: Record<string, string> = { url: 'url', host: 'host', schedule: 'schedule' };

function choices(judgement: Judgement, column: MaskColumn, place: Place): MaskSpec[] {
  const last = [named('pseudonym'), named('token'), named('null'), named('neutralise')];
  switch (judgement.class) {
    case 'direct.person_name':
      return [...forName(judgement.part, place), ...last];
    case 'direct.mail':
      return [named('mail'), ...last];
    case 'direct.phone':
      return [named('phone'), ...last];
    case 'direct.address':
      return [named('postal_address'), ...last];
    case 'direct.national_id':
      return isText(column.type) ? [named('digits'), ...last] : last;
    case 'direct.account_number':
      return judgement.evidence.some((said) => said.includes('IBAN'))
        ? [named('iban'), named('digits'), ...last]
        : [named('digits'), ...last];
    case 'direct.card_number':
      return [named('card'), ...last];
    case 'direct.birth_date':
      return isDate(column.type)
        ? forDates(place, 180)
        : isNumber(column.type)
          ? [named('age_band', { years: 5 })]
          : [named('digits'), ...last];
    case 'direct.ip_address':
      return [named('ip'), ...last];
    case 'direct.device':
    case 'direct.username':
      return last;
    case 'direct.location':
      return isNumber(column.type) || column.type.base === 'point'
        ? [named('bucket', { width: place.bucketWidth }), named('null'), ...last]
        : [named('null'), named('free_text'), named('neutralise'), ...last];
    case 'direct.image':
      return isText(column.type)
        ? [named('url_host'), named('file_name'), ...last]
        : [named('null'), named('constant', { value: '' }), ...last];
    case 'direct.free_text':
      return [named('free_text'), named('null'), ...last];
    case 'secret.password':
    case 'secret.token':
    case 'secret.key':
    case 'secret.session':
      return [named('token'), named('neutralise'), named('null'), named('pseudonym')];
    case 'wire.url':
    case 'wire.mail_server':
    case 'wire.schedule':
    case 'wire.switch':
      return [
        named('neutralise', isText(column.type) ? { as: asWire[judgement.part ?? ''] ?? 'host' } : {}),
        named('null'),
        named('pseudonym'),
      ];
    case 'quasi.identifier':
      return [...forQuasi(judgement.part, column, place), ...last];
    default:
      return [named('keep')];
  }
}

/** Values with keys inside, of which a person has to say that all of them may leave, known and unknown ones. */
export function holdsKeys({ kind, base, element, fields }: ColumnType): boolean {
  if (kind === 'base') return ['json', 'jsonb', 'hstore'].includes(base);
  return [...(element ? [element] : []), ...fields.map(({ type }) => type)].some(holdsKeys);
}

/** Every mask that a class is given, the best one first; arrays are masked item by item. Not all of them fit. */
function candidates(judgement: Judgement, column: MaskColumn, place: Place): MaskSpec[] {
  const plain = choices(judgement, column, place);
  if (holdsKeys(column.type)) return plain.filter(({ name }) => name !== 'keep');
  if (column.type.kind !== 'array' || plain[0]?.name === 'keep') return plain;
  const { element } = column.type;
  if (!element) return [];
  const inner = choices(judgement, { ...column, type: element }, place);
  return [...inner.map((spec) => named('array', { element: spec })), ...plain];
}

/**
 * The first mask that fits and is not known to break what the table promises. Null when none does: then the plan says so,
 * and a person has to widen the column, drop the table's promise or choose a constant.
 */
export function proposeMask(
  judgement: Judgement,
  column: MaskColumn,
  place: Place,
  context: MaskContext,
  isUnfit: (spec: MaskSpec) => boolean = () => false,
): MaskSpec | null {
  if (judgement.class === 'unclassified') return null;
  const fits = (spec: MaskSpec) => !isUnfit(spec) && context.verdict(spec, column) === true;
  return candidates(judgement, column, place).find(fits) ?? null;
}

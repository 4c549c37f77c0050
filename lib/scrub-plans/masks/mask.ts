import type { MaskSpec } from '../../plan-format/scrub-plan';
import type { Strength } from '../../provisioning';

/**
 * The vocabulary of masks as people choose among them: what each keeps and loses, how strong it is, and which
 * parameters it takes. Safe in the browser: the masks themselves stay with the engine.
 */

/** One parameter, as a form asks for it. `json` is for masks that hold masks, written as in the plan's file. */
export type MaskParameter = {
  name: string;
  kind: 'choice' | 'number' | 'flag' | 'text' | 'json';
  options: string[];
  /** What holds when it is left out, as text; null where there is none. */
  standard: string | null;
  isRequired: boolean;
};

export type MaskWords = {
  name: string;
  strength: Strength;
  keeps: string;
  loses: string;
  parameters: MaskParameter[];
};

export type { MaskSpec, Strength };

export const strengthLabels: Record<Strength, string> = {
  none: 'Kept as it is',
  weak: 'Weak mask',
  fair: 'Fair mask',
  strong: 'Strong mask',
};

const order: Strength[] = ['none', 'weak', 'fair', 'strong'];

/** For sorting, the least protection first. */
export function strengthRank(strength: Strength): number {
  return order.indexOf(strength);
}

/** `date_shift` as people read it. */
export function maskTitle(name: string): string {
  return name.replaceAll('_', ' ');
}

/**
 * The parameters that a plan gives a mask, in words: "days 30, subject user_id"; of masks inside of masks, where each
 * applies: "address.city: city, tags[]: free text". Nothing where there are none.
 */
export function maskParameters(spec: MaskSpec): string {
  return Object.entries(spec)
    .filter(([name]) => name !== 'name')
    .flatMap(([name, value]) => (isObject(value) ? masksUnder(name, value) : [`${spaced(name)} ${value}`]))
    .join(', ');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function masksUnder(parameter: string, value: object): string[] {
  if (parameter === 'others') return otherMasks(value, '');
  if (parameter === 'fields' || parameter === 'keys') return namedMasks(value, '');
  return innerMasks(value, parameter === 'element' ? 'each' : parameter === 'bound' ? 'both ends' : '');
}

/**
 * Where a mask that stands inside of another applies, and which it is. Keys that are data are written as `*`; keys that are
 * neither named nor masked are dropped.
 */
function innerMasks(value: object, path: string): string[] {
  if (isSpec(value)) {
    const own = maskParameters(value);
    return [`${path}: ${maskTitle(value.name)}${own ? ` (${own})` : ''}`];
  }
  const { mask, items, keys, others }: Record<string, unknown> = { ...value };
  if (isObject(mask)) return innerMasks(mask, path);
  if (isObject(items)) return innerMasks(items, `${path}[]`);
  return [
    ...(isObject(keys) ? namedMasks(keys, path) : []),
    ...(isObject(others) ? otherMasks(others, path) : []),
  ];
}

const namedMasks = (value: object, path: string) =>
  Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner) ? innerMasks(inner, [path, name].filter(Boolean).join('.')) : [],
  );

function otherMasks(others: object, path: string): string[] {
  const { key, value }: Record<string, unknown> = { ...others };
  const any = [path, '*'].filter(Boolean).join('.');
  return [
    ...(isObject(key) ? innerMasks(key, `the keys ${any}`) : []),
    ...(isObject(value) ? innerMasks(value, any) : []),
  ];
}

/** `keepFirst` as "keep first". */
export function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * How strong a mask is with what it holds inside: an array whose elements are kept protects nothing. A mask that is not
 * known counts as none.
 */
export function weakestStrength(spec: MaskSpec, masks: readonly MaskWords[]): Strength {
  const own = masks.find(({ name }) => name === spec.name)?.strength ?? 'none';
  const { name: _name, ...parameters } = spec;
  return [own, ...specsInside(parameters).map((inner) => weakestStrength(inner, masks))].reduce(
    (weakest, each) => (strengthRank(each) < strengthRank(weakest) ? each : weakest),
  );
}

/** Masks that stand inside a mask's parameters: under `element`, `bound` and `mask`, and by name in `fields` and `keys`. */
function specsInside(parameters: unknown): MaskSpec[] {
  if (typeof parameters !== 'object' || parameters === null) return [];
  return Object.values(parameters).flatMap((value) => (isSpec(value) ? [value] : specsInside(value)));
}

function isSpec(value: unknown): value is MaskSpec {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

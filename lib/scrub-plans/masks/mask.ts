import type { Strength } from '../../provisioning/masks/mask';
import type { MaskSpec } from '../../provisioning/scrub-plan/scrub-plan';

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
    .flatMap(([name, value]) =>
      typeof value === 'object' && value !== null
        ? innerMasks(value, name === 'element' ? 'each' : name === 'bound' ? 'both ends' : '')
        : [`${spaced(name)} ${value}`],
    )
    .join(', ');
}

/** Where a mask that stands inside of another applies, and which it is; keys that are not named are dropped. */
function innerMasks(value: object, path: string): string[] {
  if (isSpec(value)) {
    const own = maskParameters(value);
    return [`${path}: ${maskTitle(value.name)}${own ? ` (${own})` : ''}`];
  }
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== 'object' || inner === null) return [];
    const isFrame = name === 'mask' || name === 'keys';
    const within = name === 'items' ? `${path}[]` : [path, name].filter(Boolean).join('.');
    return innerMasks(inner, isFrame ? path : within);
  });
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

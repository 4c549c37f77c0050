import { invalidField } from '../../errors';
import type { MaskSpec } from '../../plan-format/scrub-plan';
import { findMask } from '../../provisioning';
import { describeMask } from './describe-mask';
import type { MaskParameter } from './mask';

/**
 * A mask with its parameters, as a plan writes them, from what a form or a caller sent: texts become numbers, flags and
 * JSON where the parameter is one, and what was left blank is left out, unless it is a text that has to be there: that is
 * the empty text. Throws `invalid_input` at `mask` or `mask.<parameter>`; whether the mask fits a column is for the check
 * against the source to say.
 */
export function readMask(given: { name: string; [parameter: string]: unknown }): MaskSpec {
  const mask = findMask(given.name);
  if (!mask) throw invalidField('mask', `There is no mask named ${given.name}.`);
  const { parameters: described } = describeMask(mask);
  const entries = Object.entries(given)
    .filter(([parameter]) => parameter !== 'name')
    .flatMap(([parameter, value]): [string, unknown][] => {
      const known = described.find(({ name }) => name === parameter);
      const mayBeEmpty = known?.kind === 'text' && known.isRequired;
      return value === '' && !mayBeEmpty ? [] : [[parameter, readParameter(known, parameter, value)]];
    });
  const parameters = Object.fromEntries(entries);
  const parsed = mask.parameters.safeParse(parameters);
  if (parsed.success) return { ...parameters, name: given.name };
  const [issue] = parsed.error.issues;
  const place = ['mask', ...(issue?.path.slice(0, 1) ?? [])].map(String).join('.');
  throw invalidField(place, `${issue?.message ?? 'These parameters are wrong'}.`);
}

function readParameter(described: MaskParameter | undefined, name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !described) return value;
  if (described.kind === 'number') return Number(value);
  if (described.kind === 'flag') return value === 'true';
  if (described.kind !== 'json') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw invalidField(`mask.${name}`, 'Write this as JSON, as the plan’s file has it.');
  }
}

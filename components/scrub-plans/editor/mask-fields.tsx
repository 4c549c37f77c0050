'use client';

import { useState } from 'react';
import {
  type MaskParameter,
  type MaskSpec,
  type MaskWords,
  maskTitle,
  spaced,
  strengthLabels,
} from '@/lib/scrub-plans/masks/mask';
import { useFieldState } from '../../ui/form/form-state';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';

/** Which mask, what it keeps and loses, and the parameters that it takes. */
export function MaskFields({
  masks,
  initial,
}: {
  masks: readonly MaskWords[];
  initial: MaskSpec | undefined;
}) {
  const { typed } = useFieldState('mask.name');
  const { errors } = useFieldState('mask');
  const [chosen, setChosen] = useState<string | null>(null);
  const sent = typeof typed === 'string' ? typed : undefined;
  const name = chosen ?? sent ?? initial?.name ?? '';
  const mask = masks.find((each) => each.name === name);
  return (
    <>
      <SelectField
        name="mask.name"
        label="Mask"
        empty="Choose a mask"
        defaultValue={initial?.name ?? ''}
        onChange={(event) => setChosen(event.currentTarget.value)}
        options={masks.map((each) => ({
          value: each.name,
          label: `${capital(maskTitle(each.name))} (${strengthLabels[each.strength].toLowerCase()})`,
        }))}
        hint={mask ? `Keeps ${mask.keeps}. Loses ${mask.loses}.` : undefined}
        errors={errors.length > 0 ? errors : undefined}
      />
      {mask?.parameters.map((parameter) => (
        <ParameterField
          key={`${mask.name}.${parameter.name}`}
          parameter={parameter}
          initial={initial?.name === mask.name ? asText(initial[parameter.name]) : undefined}
        />
      ))}
    </>
  );
}

function ParameterField({ parameter, initial }: { parameter: MaskParameter; initial: string | undefined }) {
  const { name, kind, options, standard, isRequired } = parameter;
  const shared = {
    name: `mask.${name}`,
    label: capital(spaced(name)),
    optional: !isRequired,
    defaultValue: initial ?? '',
  };
  const blank = standard ?? (kind === 'text' && isRequired ? 'the empty text' : '');
  if (kind === 'choice' || kind === 'flag') {
    const values = kind === 'flag' ? ['true', 'false'] : options;
    return (
      <SelectField
        {...shared}
        empty={standard === null ? 'None' : `As usual: ${standard.replaceAll('_', ' ')}`}
        options={values.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
      />
    );
  }
  if (kind === 'json')
    return (
      <TextareaField
        {...shared}
        rows={3}
        hint="Masks inside of it, as JSON in the manner of the plan’s file."
        className="flex flex-col gap-1 sm:col-span-2"
      />
    );
  const hint = blank && `Left out: ${blank}.`;
  return <TextField {...shared} hint={hint} inputMode={kind === 'number' ? 'decimal' : undefined} />;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function asText(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

'use client';

import type { ComponentProps } from 'react';
import { classNames } from '../class-names';
import { controlClass } from './control-class';
import { Field, type FieldProps } from './field';

export type Option = { value: string; label: string };

type OwnSelectProps = Omit<ComponentProps<'select'>, keyof FieldProps | 'id' | 'required' | 'children'>;

/** One of a list, in the browser's own control. `empty` is the choice of none. */
export function SelectField({
  options,
  empty,
  defaultValue,
  ...rest
}: FieldProps & OwnSelectProps & { options: readonly Option[]; empty?: string }) {
  const { name, label, hint, errors, optional, hideLabel, className, ...select } = rest;
  return (
    <Field {...{ name, label, hint, errors, optional, hideLabel, className }}>
      {(control, typed) => {
        const initial = typed ?? defaultValue;
        return (
          <select
            // React empties a select after an action unless it is made again with what was chosen.
            key={select.value === undefined ? String(initial) : undefined}
            {...select}
            {...control}
            {...(select.value === undefined ? { defaultValue: initial } : {})}
            className={classNames(controlClass, 'h-8 pr-1')}
          >
            {empty !== undefined && <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        );
      }}
    </Field>
  );
}

'use client';

import type { ComponentProps } from 'react';
import { classNames } from '../class-names';
import { controlClass } from './control-class';
import { Field, type FieldProps } from './field';

type OwnInputProps = Omit<ComponentProps<'input'>, keyof FieldProps | 'id' | 'required'>;

/** One line of text, a number or a day (`type`). */
export function TextField({
  defaultValue,
  inputClassName,
  ...rest
}: FieldProps & OwnInputProps & { inputClassName?: string }) {
  const { name, label, hint, errors, optional, hideLabel, className, ...input } = rest;
  return (
    <Field {...{ name, label, hint, errors, optional, hideLabel, className }}>
      {(control, typed) => (
        <input
          {...input}
          {...control}
          {...(input.value === undefined ? { defaultValue: typed ?? defaultValue } : {})}
          className={classNames(controlClass, 'h-8', inputClassName)}
        />
      )}
    </Field>
  );
}

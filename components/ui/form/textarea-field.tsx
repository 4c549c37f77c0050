'use client';

import type { ComponentProps } from 'react';
import { classNames } from '../class-names';
import { controlClass } from './control-class';
import { Field, type FieldProps } from './field';

type OwnTextareaProps = Omit<ComponentProps<'textarea'>, keyof FieldProps | 'id' | 'required'>;

/** Several lines of text; grows with them where the browser can. */
export function TextareaField({ defaultValue, rows = 4, ...rest }: FieldProps & OwnTextareaProps) {
  const { name, label, hint, errors, optional, hideLabel, className, ...textarea } = rest;
  return (
    <Field {...{ name, label, hint, errors, optional, hideLabel, className }}>
      {(control, typed) => (
        <textarea
          {...textarea}
          {...control}
          rows={rows}
          {...(textarea.value === undefined ? { defaultValue: typed ?? defaultValue } : {})}
          className={classNames(controlClass, 'field-sizing-content max-h-96 min-h-20 py-1.5')}
        />
      )}
    </Field>
  );
}

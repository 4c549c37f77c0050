'use client';

import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldErrors } from './field';
import { useFieldState, useTypedValues } from './form-state';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'id'> & {
  name: string;
  value: string;
  label: ReactNode;
  hint?: ReactNode;
};

/** One thing to tick. Several of one name (`features[]`) make a list of those that were ticked. */
export function CheckboxField({ label, hint, defaultChecked, ...rest }: CheckboxProps) {
  const id = useId();
  const { typed } = useFieldState(rest.name);
  const wasSent = useTypedValues() !== null;
  const ticked = wasSent ? [typed ?? []].flat().includes(rest.value) : defaultChecked;
  return (
    <div className="flex items-start gap-2">
      <input
        key={String(ticked)}
        {...rest}
        id={id}
        type="checkbox"
        {...(rest.checked === undefined ? { defaultChecked: ticked } : {})}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div>
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** Fields that belong together under one question, with the messages that concern the group. */
export function FieldGroup({
  name,
  legend,
  hint,
  children,
}: {
  name?: string;
  legend: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  const { errors } = useFieldState(name ?? '');
  const messages = name ? errors : [];
  const described = [hint && `${id}-hint`, messages.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset aria-describedby={described || undefined} className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">{legend}</legend>
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted text-pretty">
          {hint}
        </p>
      )}
      {children}
      <FieldErrors id={`${id}-error`} messages={messages} />
    </fieldset>
  );
}

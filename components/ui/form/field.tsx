'use client';

import { type ReactNode, useId } from 'react';
import { useFieldState } from './form-state';

export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Messages from elsewhere than the surrounding ActionForm. */
  errors?: string[];
  optional?: boolean;
  /** Keeps the label for screen readers only, where a column header already says it. */
  hideLabel?: boolean;
  className?: string;
};

/** What the control inside a field must carry. */
export type ControlProps = {
  id: string;
  name: string;
  required: boolean;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
};

/**
 * A label, its control, a hint, and the messages of what was refused, tied together for those who listen. `children`
 * is given what the control must carry, and what was typed before a refusal.
 */
export function Field({
  name,
  label,
  hint,
  errors,
  optional = false,
  hideLabel,
  className,
  children,
}: FieldProps & { children: (control: ControlProps, typed: string | undefined) => ReactNode }) {
  const id = useId();
  const state = useFieldState(name);
  const messages = errors ?? state.errors;
  const typed = Array.isArray(state.typed) ? state.typed[0] : state.typed;
  const described = [hint && `${id}-hint`, messages.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  const control: ControlProps = {
    id,
    name,
    required: !optional,
    'aria-invalid': messages.length > 0 || undefined,
    'aria-describedby': described || undefined,
  };
  return (
    <div className={className ?? 'flex flex-col gap-1'}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
        {optional && !hideLabel && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children(control, typed)}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted text-pretty">
          {hint}
        </p>
      )}
      <FieldErrors id={`${id}-error`} messages={messages} />
    </div>
  );
}

/** The messages under a field; nothing when there are none. */
export function FieldErrors({ id, messages }: { id: string; messages: string[] }) {
  if (messages.length === 0) return null;
  return (
    <div id={id} className="text-xs font-medium text-danger">
      {messages.map((message) => (
        <p key={message}>{message}</p>
      ))}
    </div>
  );
}

'use client';

import { type ReactNode, useId } from 'react';
import { classNames } from '../class-names';
import { FieldErrors } from './field';
import { useFieldState } from './form-state';

export type Card = {
  value: string;
  title: string;
  body: ReactNode;
  /** Why it cannot be chosen; shown on the card. */
  whyNot?: string | null;
};

/** One of a few choices that each need some words. */
export function RadioCards({
  name,
  legend,
  hint,
  cards,
  defaultValue,
  onChange,
}: {
  name: string;
  legend: ReactNode;
  hint?: ReactNode;
  cards: readonly Card[];
  defaultValue?: string;
  onChange?: (value: string) => void;
}) {
  const id = useId();
  const { errors, typed } = useFieldState(name);
  const chosen = typeof typed === 'string' ? typed : defaultValue;
  return (
    <fieldset
      aria-describedby={errors.length > 0 ? `${id}-error` : undefined}
      className="flex min-w-0 flex-col gap-2"
    >
      <legend className="mb-1 text-sm font-medium">{legend}</legend>
      {hint && <p className="text-xs text-muted">{hint}</p>}
      <div className={classNames('grid gap-2', cards.length === 2 ? 'sm:grid-cols-2' : 'sm:grid-cols-3')}>
        {cards.map((card) => (
          <label
            key={card.value}
            className="flex items-start gap-2 rounded border border-line-strong bg-surface p-3 has-checked:border-accent has-checked:bg-accent-soft has-disabled:bg-sunken has-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              key={String(chosen === card.value)}
              type="radio"
              name={name}
              value={card.value}
              defaultChecked={chosen === card.value}
              disabled={Boolean(card.whyNot)}
              aria-invalid={errors.length > 0 || undefined}
              onChange={onChange && (() => onChange(card.value))}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span className="flex min-w-0 flex-col gap-1">
              <span className="text-sm font-medium">{card.title}</span>
              <span className="flex flex-col gap-1 text-xs text-muted text-pretty">{card.body}</span>
              {card.whyNot && <span className="text-xs font-medium text-neutral">{card.whyNot}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldErrors id={`${id}-error`} messages={errors} />
    </fieldset>
  );
}

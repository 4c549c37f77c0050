'use client';

import { useEffect, useRef } from 'react';
import { Button } from '../../ui/actions/button';
import { useErrorsUnder } from '../../ui/form/form-state';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import type { PersonRow } from './people-rows';

const kinds = [
  { value: 'person', label: 'Person' },
  { value: 'service_account', label: 'Service account' },
];

/** One line of the list. Without the callbacks it is plain HTML that somebody fills in without script. */
export function PersonLine({
  index,
  sentIndex,
  row,
  isFocused = false,
  onChange,
  onPaste,
  onRemove,
}: {
  index: number;
  /** The line's number in the messages of the server; null when it was blank. */
  sentIndex: number | null;
  row: PersonRow;
  isFocused?: boolean;
  onChange?: (changed: Partial<PersonRow>) => void;
  /** Takes a pasted text over; false leaves it to the browser. */
  onPaste?: (text: string) => boolean;
  onRemove?: () => void;
}) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isFocused) line.current?.querySelector<HTMLInputElement>('input')?.focus();
  }, [isFocused]);
  const errorsOf = useLineErrors(sentIndex);
  const isPerson = row.kind === 'person';
  const number = index + 1;
  return (
    <div
      ref={line}
      className="grid items-start gap-1.5 sm:grid-cols-[9rem_minmax(0,1fr)_minmax(0,1.25fr)_auto]"
    >
      <SelectField
        name={`people.${index}.kind`}
        label={`Kind of line ${number}`}
        hideLabel
        options={kinds}
        errors={[]}
        {...held(onChange, row.kind, (kind) => ({ kind: kind === 'person' ? 'person' : 'service_account' }))}
      />
      <TextField
        name={`people.${index}.who`}
        label={isPerson ? `Mail address in line ${number}` : `Name in line ${number}`}
        hideLabel
        placeholder={isPerson ? 'ada@example.com' : 'nightly-tests'}
        errors={errorsOf(['email', 'name', ''])}
        maxLength={300}
        autoComplete="off"
        onPaste={(event) => {
          if (onPaste?.(event.clipboardData.getData('text'))) event.preventDefault();
        }}
        {...held(onChange, row.who, (who) => ({ who }))}
      />
      <TextField
        name={`people.${index}.reason`}
        label={`Reason in line ${number}`}
        hideLabel
        placeholder={isPerson ? 'Why they need access' : 'What it does'}
        errors={errorsOf(['reason'])}
        maxLength={300}
        {...held(onChange, row.reason, (reason) => ({ reason }))}
      />
      {onRemove && (
        <Button
          variant="quiet"
          onClick={onRemove}
          aria-label={`Remove line ${number}`}
          className="justify-self-end noscript:hidden"
        >
          Remove
        </Button>
      )}
    </div>
  );
}

/** Held by the page's script where there is one, else left to the browser. */
function held(
  onChange: ((changed: Partial<PersonRow>) => void) | undefined,
  value: string,
  toChange: (value: string) => Partial<PersonRow>,
) {
  if (!onChange) return { defaultValue: value };
  return {
    value,
    onChange: (event: { currentTarget: { value: string } }) => onChange(toChange(event.currentTarget.value)),
  };
}

function useLineErrors(sentIndex: number | null): (fields: readonly string[]) => string[] {
  const errors = useErrorsUnder(`people.${sentIndex}`);
  return (fields) =>
    sentIndex === null
      ? []
      : errors
          .filter(([name]) =>
            fields.some(
              (field) => name === ['people', sentIndex, field].filter((part) => part !== '').join('.'),
            ),
          )
          .flatMap(([, messages]) => messages);
}

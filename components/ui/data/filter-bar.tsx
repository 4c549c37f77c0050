'use client';

import Form from 'next/form';
import { useEffect, useRef } from 'react';
import { Button } from '../actions/button';
import type { Option } from '../form/select-field';

/** Quieter than the boxes of a form: a filter that nobody touches should not catch the eye. */
const filterClass = 'rounded border border-line-strong bg-surface px-2 text-sm text-ink hover:border-control';

export type FilterSelect = { name: string; label: string; any: string; options: readonly Option[] };

/**
 * Filters that live in the address: a plain GET form, so that a filtered list can be bookmarked, shared and used
 * without script. With script a choice applies at once and the rest of the page stays.
 */
export function FilterBar({
  action,
  values,
  kept = {},
  search,
  texts = [],
  selects = [],
  days = [],
}: {
  action: string;
  /** What the address says now. */
  values: Record<string, string | undefined>;
  /** What else of the address outlives a change of the filters. */
  kept?: Record<string, string | undefined>;
  search?: { name: string; label: string; placeholder?: string };
  /** Further fields for a word each. */
  texts?: readonly { name: string; label: string }[];
  selects?: readonly FilterSelect[];
  days?: readonly { name: string; label: string }[];
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => followAddress(form.current, values), [values]);
  return (
    <Form
      ref={form}
      action={action}
      scroll={false}
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) event.currentTarget.requestSubmit();
      }}
      className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2"
    >
      {Object.entries(kept).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {search && (
        <input
          type="search"
          name={search.name}
          aria-label={search.label}
          placeholder={search.placeholder ?? search.label}
          defaultValue={values[search.name] ?? ''}
          maxLength={100}
          className={`${filterClass} h-7 min-w-0 flex-1 basis-48 sm:max-w-64`}
        />
      )}
      {texts.map((text) => (
        <input
          key={text.name}
          type="search"
          name={text.name}
          aria-label={text.label}
          placeholder={text.label}
          defaultValue={values[text.name] ?? ''}
          maxLength={100}
          className={`${filterClass} h-7 w-36 min-w-0`}
        />
      ))}
      {selects.map((select) => (
        <select
          key={select.name}
          name={select.name}
          aria-label={select.label}
          defaultValue={values[select.name] ?? ''}
          className={`${filterClass} h-7 max-w-full pr-1`}
        >
          <option value="">{select.any}</option>
          {select.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ))}
      {/* Wrapped together: a "to" on a line of its own says nothing. */}
      {days.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          {days.map((day) => (
            <label key={day.name} className="flex items-center gap-1.5 text-xs text-muted">
              {day.label}
              <input
                type="date"
                name={day.name}
                defaultValue={values[day.name] ?? ''}
                className={`${filterClass} h-7`}
              />
            </label>
          ))}
        </div>
      )}
      <Button type="submit" size="small" variant="quiet">
        Apply
      </Button>
    </Form>
  );
}

/** Going back changes the address without making the form again. */
function followAddress(form: HTMLFormElement | null, values: Record<string, string | undefined>): void {
  for (const element of form?.elements ?? []) {
    const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    if (isField && element.type !== 'hidden' && element !== document.activeElement)
      element.value = values[element.name] ?? '';
  }
}

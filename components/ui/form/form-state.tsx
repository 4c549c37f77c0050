'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useTypedTextOwner } from './typed-text/owner';
import { RestoredNote } from './typed-text/restored-note';
import type { RestoredText } from './typed-text/use-typed-text';
import { lookUp, type TypedValue } from './typed-value';

/** What the fields of one form know: the messages at each of them, and what was typed before the form was refused. */
export type FormState = {
  fields: Record<string, string[]>;
  values: TypedValue | null;
  /** Fields are made anew with each number, with other contents. */
  made: number;
  /** Text that came back after a reload or the like. */
  restored: RestoredText | null;
  /** What was typed is not wanted any more, or is kept elsewhere. */
  forget: () => void;
};

const Context = createContext<FormState>({
  fields: {},
  values: null,
  made: 0,
  restored: null,
  forget: () => undefined,
});

/**
 * Stands around the fields of a form, inside of it. The form says who filled it in: when somebody else has signed in by
 * the time it is sent, it is not taken for theirs.
 */
export function FormStateProvider({
  value,
  tellsRestored = true,
  children,
}: {
  value: FormState;
  /** False where the page says by itself that the text was typed earlier, and how to throw it away. */
  tellsRestored?: boolean;
  children: ReactNode;
}) {
  const owner = useTypedTextOwner();
  return (
    <Context.Provider key={value.made} value={value}>
      {owner && <input type="hidden" name="actingAs" value={owner} />}
      {tellsRestored && value.restored && <RestoredNote restored={value.restored} />}
      {children}
    </Context.Provider>
  );
}

/** The messages of the field and, after a refusal, what was typed into it. */
export function useFieldState(name: string): { errors: string[]; typed: string | string[] | undefined } {
  const { fields, values } = useContext(Context);
  return { errors: fields[name] ?? [], typed: asText(lookUp(values, name.replace(/\[\]$/, ''))) };
}

/** Everything that came back after a refusal; null before one. For fields that are rows of rows. */
export function useTypedValues(): TypedValue | null {
  return useContext(Context).values;
}

/** Makes this browser forget what was typed here, for what takes its place. */
export function useForgetTyped(): () => void {
  return useContext(Context).forget;
}

/** The messages of all fields whose name begins so; for groups such as a list of people. */
export function useErrorsUnder(prefix: string): [string, string[]][] {
  return Object.entries(useContext(Context).fields).filter(([name]) => name.startsWith(prefix));
}

function asText(value: TypedValue | undefined): string | string[] | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return undefined;
}

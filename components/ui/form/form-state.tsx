'use client';

import { createContext, useContext } from 'react';

/** What was typed, as it came back from the server: nested by the dots of the fields' names. */
export type TypedValue = string | TypedValue[] | { [name: string]: TypedValue };

/** What the fields of one form know: the messages at each of them, and what was typed before the form was refused. */
export type FormState = { fields: Record<string, string[]>; values: TypedValue | null };

const Context = createContext<FormState>({ fields: {}, values: null });

export const FormStateProvider = Context.Provider;

/** The messages of the field and, after a refusal, what was typed into it. */
export function useFieldState(name: string): { errors: string[]; typed: string | string[] | undefined } {
  const { fields, values } = useContext(Context);
  return { errors: fields[name] ?? [], typed: asText(lookUp(values, name.replace(/\[\]$/, ''))) };
}

/** Everything that came back after a refusal; null before one. For fields that are rows of rows. */
export function useTypedValues(): TypedValue | null {
  return useContext(Context).values;
}

/** The messages of all fields whose name begins so; for groups such as a list of people. */
export function useErrorsUnder(prefix: string): [string, string[]][] {
  return Object.entries(useContext(Context).fields).filter(([name]) => name.startsWith(prefix));
}

/** Finds `people.0.email` in what came back. */
export function lookUp(values: TypedValue | null | undefined, path: string): TypedValue | undefined {
  let at: TypedValue | null | undefined = values;
  for (const part of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = Array.isArray(at) ? at[Number(part)] : at[part];
  }
  return at ?? undefined;
}

function asText(value: TypedValue | undefined): string | string[] | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return undefined;
}

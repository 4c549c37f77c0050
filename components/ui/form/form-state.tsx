'use client';

import { createContext, useContext } from 'react';
import { lookUp, type TypedValue } from './typed-value';

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

function asText(value: TypedValue | undefined): string | string[] | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.filter((each) => typeof each === 'string');
  return undefined;
}

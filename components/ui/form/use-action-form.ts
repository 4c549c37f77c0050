'use client';

import { useRouter } from 'next/navigation';
import { type RefObject, useActionState, useEffect, useMemo, useRef } from 'react';
import type { ActionState } from '@/lib/command/action-state';
import type { FormState } from './form-state';
import type { TypedValue } from './typed-value';

export type FormAction<Value> = (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

export type ActionFormOptions<Value> = {
  action: FormAction<Value>;
  /** What the fields hold at first, by their names: a draft, or what is to be changed. */
  initialValues?: TypedValue;
  onDone?: (value: Value) => void;
};

export type ActionFormHandle<Value> = {
  state: ActionState<Value>;
  send: (form: FormData) => void;
  form: RefObject<HTMLFormElement | null>;
  fields: FormState;
};

/**
 * The life of a form around a server action: what came back, and what follows from it. The first field that was refused
 * gets the focus. When somebody else was faster, the page shows what they made of it.
 */
export function useActionForm<Value>(options: ActionFormOptions<Value>): ActionFormHandle<Value> {
  const { action, initialValues, onDone } = options;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [state, send] = useActionState<ActionState<Value>, FormData>(action, { status: 'idle' });
  const fields = useMemo<FormState>(
    () =>
      state.status === 'failed'
        ? { fields: state.error.fields, values: state.values }
        : { fields: {}, values: initialValues ?? null },
    [state, initialValues],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer; a changed callback is no answer.
  useEffect(() => {
    if (state.status === 'done') onDone?.(state.value);
    if (state.status !== 'failed') return;
    focusFirstRefused(form.current);
    if (state.error.code === 'state_conflict') router.refresh();
  }, [state]);
  return { state, send, form, fields };
}

function focusFirstRefused(form: HTMLFormElement | null): void {
  const refused = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const target = refused ?? form?.querySelector<HTMLElement>('[role="alert"]');
  target?.closest('details')?.setAttribute('open', '');
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'center' });
}

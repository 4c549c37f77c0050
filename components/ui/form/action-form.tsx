'use client';

import { type ReactNode, useActionState, useEffect, useMemo, useRef } from 'react';
import type { ActionState } from '@/lib/command/action-state';
import { Banner } from '../feedback/banner';
import { FormStateProvider } from './form-state';
import type { TypedValue } from './typed-value';

export type FormAction<Value> = (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;

export type ActionFormProps<Value> = {
  action: FormAction<Value>;
  /** Made by the page for each time it is shown: two presses on one page then do the thing once. */
  idempotencyKey?: string;
  /** Values that travel with the form unseen. */
  hidden?: Record<string, string | number>;
  /** What the fields hold at first, by their names: a draft, or what is to be changed. */
  initialValues?: TypedValue;
  /** Said once it is done, where the page does not show it by itself. */
  done?: string;
  onDone?: (value: Value) => void;
  className?: string;
  id?: string;
  children: ReactNode;
};

/**
 * A form around a server action. It works without script as a plain post; with it, what was typed stays, messages
 * stand at their fields, and the first field that was refused gets the focus.
 */
export function ActionForm<Value>(props: ActionFormProps<Value>) {
  const { action, idempotencyKey, hidden = {}, initialValues, done, onDone, className, children } = props;
  const [state, send] = useActionState<ActionState<Value>, FormData>(action, { status: 'idle' });
  const form = useRef<HTMLFormElement>(null);
  const formState = useMemo(
    () =>
      state.status === 'failed'
        ? { fields: state.error.fields, values: state.values }
        : { fields: {}, values: initialValues ?? null },
    [state, initialValues],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per answer; a changed callback is no answer.
  useEffect(() => {
    if (state.status === 'failed') focusFirstRefused(form.current);
    if (state.status === 'done') onDone?.(state.value);
  }, [state]);
  return (
    <form ref={form} id={props.id} action={send} className={className ?? 'flex flex-col gap-4'} noValidate>
      {state.status === 'failed' && (
        <Banner tone="danger" announce="alert">
          <Refusal message={state.error.message} others={state.error.fields[''] ?? []} />
        </Banner>
      )}
      {state.status === 'done' && done && (
        <Banner tone="success" announce="status">
          {done}
        </Banner>
      )}
      {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormStateProvider value={formState}>{children}</FormStateProvider>
    </form>
  );
}

function Refusal({ message, others }: { message: string; others: string[] }) {
  return (
    <>
      <p>{message}</p>
      {others.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  );
}

function focusFirstRefused(form: HTMLFormElement | null): void {
  const refused = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const target = refused ?? form?.querySelector<HTMLElement>('[role="alert"]');
  target?.closest('details')?.setAttribute('open', '');
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: 'center' });
}

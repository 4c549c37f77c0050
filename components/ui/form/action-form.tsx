'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import type { ActionState } from '@/lib/command/web/action-state';
import { Banner } from '../feedback/banner';
import { FormStateProvider } from './form-state';
import { type ActionFormHandle, type ActionFormOptions, useActionForm } from './use-action-form';

export type { FormAction } from './use-action-form';

type FormContents = {
  /** Made by the page for each time it is shown: two presses on one page then do the thing once. */
  idempotencyKey?: string;
  /** Values that travel with the form unseen. */
  hidden?: Record<string, string | number>;
  /** Said once it is done, where the page does not show it by itself. */
  done?: string;
  className?: string;
  id?: string;
  /** False where the page says by itself that what stands here was typed earlier. */
  tellsRestored?: boolean;
  children: ReactNode;
};

export type ActionFormProps<Value> = ActionFormOptions<Value> & FormContents;

/**
 * A form around a server action. It works without script as a plain post; with it, what was typed stays, messages
 * stand at their fields, and the first field that was refused gets the focus.
 */
export function ActionForm<Value>({ action, initialValues, onDone, ...contents }: ActionFormProps<Value>) {
  const handle = useActionForm({ action, initialValues, onDone });
  return (
    <ActionFormBody
      handle={handle}
      {...contents}
      outcome={<Outcome state={handle.state} done={contents.done} />}
    />
  );
}

/** The form itself, for those who show elsewhere what came of it. */
export function ActionFormBody<Value>({
  handle,
  outcome,
  ...contents
}: FormContents & { handle: ActionFormHandle<Value>; outcome?: ReactNode }) {
  const {
    idempotencyKey,
    hidden = {},
    className = 'flex flex-col gap-4',
    id,
    tellsRestored,
    children,
  } = contents;
  return (
    <form ref={handle.form} id={id} action={handle.send} className={className} noValidate>
      {outcome}
      {idempotencyKey && <input type="hidden" name="idempotencyKey" value={idempotencyKey} />}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormStateProvider value={handle.fields} tellsRestored={tellsRestored}>
        {children}
      </FormStateProvider>
    </form>
  );
}

/** What came of it, in words: why it was refused, or that it is done. */
export function Outcome<Value>({ state, done }: { state: ActionState<Value>; done?: string }) {
  if (state.status === 'failed')
    return (
      <Banner tone="danger" announce="alert">
        <p>{isToldAtField(state.error) ? 'Please correct the marked field.' : state.error.message}</p>
        {state.error.fields['']?.map((text) => (
          <p key={text}>{text}</p>
        ))}
        {state.error.code === 'unauthenticated' && <SignInLink />}
      </Banner>
    );
  if (state.status === 'done' && done)
    return (
      <Banner tone="success" announce="status">
        {done}
      </Banner>
    );
  return null;
}

/** Opens the sign-in in a tab of its own, so that what was typed here stays. */
export function SignInLink() {
  const path = usePathname();
  return (
    <a
      href={`/sign-in?${new URLSearchParams({ next: path })}`}
      target="_blank"
      rel="noopener"
      className="font-medium underline underline-offset-2"
    >
      Sign in, in another tab
    </a>
  );
}

/** A refusal of one field carries its sentence twice; it stands at the field. */
function isToldAtField({ message, fields }: { message: string; fields: Record<string, string[]> }): boolean {
  return Object.entries(fields).some(([name, messages]) => name !== '' && messages.includes(message));
}

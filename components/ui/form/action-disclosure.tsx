'use client';

import type { ReactNode } from 'react';
import { Disclosure } from '../page/disclosure';
import { ActionFormBody, type ActionFormProps, Outcome } from './action-form';
import { useActionForm } from './use-action-form';

/**
 * One thing that can be done, as a line that unfolds into its form. When it cannot be done, `whyNot` stands in the
 * form's place. It is always there, so that whoever was too late is told by whom even though the form has gone.
 */
export function ActionDisclosure<Value>({
  summary,
  group,
  whyNot,
  hideWhenOff = false,
  open = false,
  ...props
}: ActionFormProps<Value> & {
  summary: ReactNode;
  group?: string;
  whyNot?: string | null;
  /** Leaves the line away when it cannot be done, instead of explaining. */
  hideWhenOff?: boolean;
  open?: boolean;
}) {
  const { action, initialValues, onDone, ...contents } = props;
  const handle = useActionForm({ action, initialValues, onDone });
  const { state } = handle;
  const outcome = <Outcome state={state} done={contents.done} />;
  if (whyNot) {
    if (hideWhenOff && state.status !== 'failed') return null;
    return (
      <div className="border-b border-line px-4 py-2.5 text-sm last:border-b-0">
        {state.status === 'failed' ? (
          outcome
        ) : (
          <>
            <p className="font-medium text-faint">{summary}</p>
            <p className="text-xs text-muted text-pretty">{whyNot}</p>
          </>
        )}
      </div>
    );
  }
  return (
    <Disclosure
      summary={summary}
      group={group}
      open={open || state.status === 'failed' || handle.fields.restored !== null}
    >
      <ActionFormBody handle={handle} {...contents} outcome={outcome} />
    </Disclosure>
  );
}

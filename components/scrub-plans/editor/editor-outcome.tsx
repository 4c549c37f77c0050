'use client';

import type { ActionState } from '@/lib/command/web/action-state';
import { Outcome } from '../../ui/form/action-form';

/** Why a decision was refused; where somebody else was faster, also the way to what they made of it. */
export function EditorOutcome({ state, href }: { state: ActionState; href: string }) {
  if (state.status !== 'failed') return null;
  return (
    <div className="flex flex-col gap-1">
      <Outcome state={state} />
      {state.error.code === 'state_conflict' && (
        // A whole new page, not a client's navigation: the reader wants to be sure.
        <a href={href} className="self-start text-sm text-accent-ink underline underline-offset-2">
          Load the latest version
        </a>
      )}
    </div>
  );
}

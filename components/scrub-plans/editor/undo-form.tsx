'use client';

import { undoVersionAction } from '@/app/(desk)/plans/[tenantId]/actions';
import { SubmitButton } from '../../ui/actions/submit-button';
import { useActionForm } from '../../ui/form/use-action-form';
import { showToast } from '../../ui/overlay/toast-store';
import { EditorOutcome } from './editor-outcome';

/** Takes the last version back; the one before it becomes the next. */
export function UndoForm({
  tenantId,
  version,
  idempotencyKey,
}: {
  tenantId: string;
  version: number;
  idempotencyKey: string;
}) {
  const { form, state, send } = useActionForm({
    action: undoVersionAction,
    onDone: (done: { version: number }) => showToast(`Taken back; this is version ${done.version}.`),
  });
  return (
    <form ref={form} action={send} className="flex flex-col gap-2">
      <input type="hidden" name="tenantId" value={tenantId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="idempotencyKey" value={`${idempotencyKey}:undo:${version}`} />
      <SubmitButton
        variant="secondary"
        whyNot={version === 1 ? 'This is the first version; there is none to go back to.' : null}
      >
        Undo version {version}
      </SubmitButton>
      <EditorOutcome state={state} href={`/plans/${tenantId}`} />
    </form>
  );
}

import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { FormAction } from '../../ui/form/action-form';
import { TextField } from '../../ui/form/text-field';

/** Takes the last change back, with the reason; pressed again, the one before it. */
export function UndoForm({
  tenantId,
  version,
  idempotencyKey,
  undoVersionAction,
}: {
  tenantId: string;
  version: number;
  idempotencyKey: string;
  undoVersionAction: FormAction;
}) {
  return (
    <ActionDisclosure
      summary="Take back the last change"
      whyNot={version === 1 ? 'This is the first version; there is none to go back to.' : null}
      hidden={{ tenantId, version: String(version) }}
      action={undoVersionAction}
      idempotencyKey={`${idempotencyKey}:undo:${version}`}
    >
      <TextField
        name="reason"
        label="Reason"
        hint="The plan says again what it said before; done again, it goes one step further back."
        maxLength={500}
      />
      <SubmitButton variant="secondary">Undo</SubmitButton>
    </ActionDisclosure>
  );
}

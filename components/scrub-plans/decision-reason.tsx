import { TextField } from '../ui/form/text-field';

/** Why it is decided so; proposes the reason of the one row that is ticked, where a person gave it. */
export function DecisionReason({
  only,
}: {
  only: { decidedBy?: string | null; reason?: string | null } | undefined;
}) {
  return (
    <TextField
      name="reason"
      label="Reason"
      hint="Stands in the plan, the history and the audit."
      maxLength={500}
      defaultValue={only?.decidedBy ? (only.reason ?? '') : ''}
    />
  );
}

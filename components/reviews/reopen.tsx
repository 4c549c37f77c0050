import type { Turns } from '../requests/detail/turns';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionDisclosure } from '../ui/form/action-disclosure';
import type { FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';

/**
 * Puts a signed snapshot before compliance again that could not be copied, or whose signature does not count any more.
 * The page shows it only where that is possible.
 */
export function Reopen({
  request,
  keys,
  reopenReviewAction,
}: Omit<Turns, 'turns'> & { reopenReviewAction: FormAction }) {
  return (
    <ActionDisclosure
      group="reopen"
      summary="Put it before compliance again"
      whyNot={null}
      hidden={{ requestId: request.id, version: request.version }}
      action={reopenReviewAction}
      idempotencyKey={keys.reopen}
    >
      <TextareaField
        name="reason"
        label="Reason"
        hint="Why, and what was changed in the plan since. The signatures so far are void; compliance sees the difference."
        rows={3}
      />
      <SubmitButton>Put before compliance</SubmitButton>
    </ActionDisclosure>
  );
}

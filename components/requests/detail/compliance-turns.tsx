import {
  refuseRequestAction,
  returnRequestAction,
  signRequestAction,
} from '@/app/(desk)/requests/[id]/actions';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import { TextareaField } from '../../ui/form/textarea-field';
import type { Turns } from './turns';

/** What compliance may do with a request: sign, return it with questions, refuse. Each says why when it may not. */
export function ComplianceTurns({
  turns,
  keys,
  request,
  staleSignIn,
}: Turns & { staleSignIn: string | null }) {
  const { whyNot, isOver } = turns;
  const shared = {
    group: 'signature',
    whyNot,
    hideWhenOff: isOver,
    hidden: { requestId: request.id, version: request.version },
  };
  return (
    <>
      <ActionDisclosure
        {...shared}
        summary="Sign"
        whyNot={whyNot ?? staleSignIn}
        action={signRequestAction}
        idempotencyKey={keys.sign}
        open
      >
        <TextareaField
          name="reason"
          label="Reason"
          hint="What you looked at and why it may go ahead. It is built at once."
          rows={3}
        />
        <SubmitButton>Sign</SubmitButton>
      </ActionDisclosure>
      <ActionDisclosure
        {...shared}
        summary="Return with questions"
        action={returnRequestAction}
        idempotencyKey={keys.return}
      >
        <TextareaField
          name="question"
          label="Your questions"
          hint="Support’s approval is void; the customer answers first."
          rows={3}
        />
        <SubmitButton>Return</SubmitButton>
      </ActionDisclosure>
      <ActionDisclosure
        {...shared}
        summary="Refuse"
        action={refuseRequestAction}
        idempotencyKey={keys.refuse}
      >
        <TextareaField
          name="reason"
          label="Reason"
          hint="The customer reads this, here and by mail."
          rows={3}
        />
        <SubmitButton variant="danger">Refuse</SubmitButton>
      </ActionDisclosure>
    </>
  );
}

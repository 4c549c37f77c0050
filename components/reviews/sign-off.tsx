import { type RequestKind, requestKinds } from '@/lib/requests/kinds/request-kind';
import { mostBuilds, signatureDays } from '@/lib/reviews/review';
import type { Turns } from '../requests/detail/turns';
import { WhileFresh } from '../sign-in/while-fresh';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionDisclosure } from '../ui/form/action-disclosure';
import type { FormAction } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';
import { TextareaField } from '../ui/form/textarea-field';

type Signing = {
  /** Why there is nothing to sign yet, whoever asks; null when there is. */
  waits: string | null;
  manifestHash: string;
  signaturesLeft: number;
  /** The day on which it is built; null where that is at once. */
  startsOn: string | null;
  /** A snapshot may be signed for several builds. */
  isRepeatable: boolean;
  authenticatedAt: number;
  signInHref: string;
};

/** What compliance may do with a request: sign, return it with questions, refuse. Each says why when it may not. */
export function SignOff({
  turns,
  keys,
  request,
  signing,
  signRequestAction,
  returnRequestAction,
  refuseRequestAction,
}: Turns & {
  signing: Signing;
  signRequestAction: FormAction;
  returnRequestAction: FormAction;
  refuseRequestAction: FormAction;
}) {
  const { whyNot, isOver } = turns;
  const hidden = { requestId: request.id, version: request.version };
  const shared = { group: 'signature', whyNot, hideWhenOff: isOver, hidden };
  return (
    <>
      <ActionDisclosure
        {...shared}
        summary="Sign"
        whyNot={whyNot ?? signing.waits}
        hidden={{ ...hidden, manifestHash: signing.manifestHash }}
        action={signRequestAction}
        idempotencyKey={keys.sign}
        open
      >
        <WhileFresh
          what="A signature"
          authenticatedAt={signing.authenticatedAt}
          signInHref={signing.signInHref}
        >
          <TextareaField
            name="reason"
            label="Reason"
            hint={`What you looked at and why it may go ahead. ${whatFollows(signing, request.kind)}`}
            rows={3}
          />
          {signing.isRepeatable && (
            <TextField
              name="builds"
              type="number"
              label="Builds"
              hint={`How many copies may be handed over under your signature, in the ${signatureDays} days in which it counts. Whoever uses the sandbox can refresh it that often without asking again.`}
              defaultValue="1"
              min={1}
              max={mostBuilds}
            />
          )}
          <p className="text-xs text-muted">
            You sign manifest <span className="font-mono">{signing.manifestHash.slice(0, 12)}</span>; any
            change voids your signature.
          </p>
          <SubmitButton>Sign</SubmitButton>
        </WhileFresh>
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
          hint={`${request.decidedBy ? 'Support’s approval is void; the' : 'The'} customer answers first.`}
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

function whatFollows({ signaturesLeft, startsOn }: Signing, kind: RequestKind): string {
  if (signaturesLeft > 1) return 'A second person of compliance signs after you.';
  return startsOn ? `It is built on ${startsOn}.` : requestKinds[kind].signed.hint;
}

import { requestKinds } from '@/lib/requests/kinds/request-kind';
import { whyNotAmend } from '@/lib/requests/request';
import { Button } from '../../ui/actions/button';
import { LinkButton } from '../../ui/actions/link-button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { Remark } from '../../ui/data/timeline';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { FormAction } from '../../ui/form/action-form';
import { TextareaField } from '../../ui/form/textarea-field';
import type { Turns } from './turns';

/** What the asking side may do: answer, amend, withdraw. Each says why when it may not. */
export function CustomerTurns({
  turns,
  keys,
  request,
  answerQuestionAction,
  withdrawRequestAction,
}: Turns & { answerQuestionAction: FormAction; withdrawRequestAction: FormAction }) {
  const { whyNot, isOver } = turns;
  const whyNotChange = whyNot ?? whyNotAmend(request);
  const isAsked = request.state === 'awaiting_customer';
  const question = request.events.findLast(({ kind }) => kind === 'asked' || kind === 'returned');
  const shared = { hideWhenOff: isOver, hidden: { requestId: request.id } };
  return (
    <>
      <ActionDisclosure
        {...shared}
        summary="Answer"
        hideWhenOff={!isAsked}
        whyNot={isAsked ? null : 'Nothing is asked at the moment.'}
        action={answerQuestionAction}
        idempotencyKey={keys.answer}
        open
      >
        {question?.text && <Remark>{question.text}</Remark>}
        <TextareaField name="answer" label="Your answer" rows={3} />
        <SubmitButton>Answer</SubmitButton>
      </ActionDisclosure>
      {!isOver && (
        <div className="flex flex-col gap-2 border-b border-line px-4 py-3 text-sm last:border-b-0">
          <p className="text-xs text-muted">An amendment voids an approval; support looks at it again.</p>
          {whyNotChange ? (
            <Button whyNot={whyNotChange} className="self-start">
              Amend
            </Button>
          ) : (
            <LinkButton href={`/requests/${request.id}/amend`} className="self-start">
              Amend
            </LinkButton>
          )}
        </div>
      )}
      <ActionDisclosure
        {...shared}
        summary="Withdraw"
        whyNot={whyNot}
        action={withdrawRequestAction}
        idempotencyKey={keys.withdraw}
      >
        <p className="text-sm text-muted">{requestKinds[request.kind].withdrawn}</p>
        <SubmitButton variant="danger">Withdraw the request</SubmitButton>
      </ActionDisclosure>
    </>
  );
}

import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import type { Turns } from './turns';

/** Takes a request so that others see who works on it, or puts it back. Who holds it keeps it until then. */
export function HoldForm({
  request,
  keys,
  actorId,
  releaseRequestAction,
  holdRequestAction,
}: Pick<Turns, 'request' | 'keys'> & {
  actorId: string;
  releaseRequestAction: FormAction;
  holdRequestAction: FormAction;
}) {
  const { assignee } = request;
  const hidden = { requestId: request.id };
  if (assignee?.id === actorId)
    return (
      <ActionForm key="release" action={releaseRequestAction} idempotencyKey={keys.release} hidden={hidden}>
        <SubmitButton variant="secondary">Put it back</SubmitButton>
      </ActionForm>
    );
  return (
    <ActionForm key="hold" action={holdRequestAction} idempotencyKey={keys.hold} hidden={hidden}>
      <SubmitButton variant="secondary" whyNot={assignee ? `${assignee.name} holds it.` : null}>
        Take it
      </SubmitButton>
    </ActionForm>
  );
}

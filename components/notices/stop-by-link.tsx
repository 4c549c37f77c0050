import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';

/** Stops the mails of warnings by the link of one. */
export function StopByLink({
  token,
  isStopped,
  stopMailsByLinkAction,
}: {
  token: string;
  isStopped: boolean;
  stopMailsByLinkAction: FormAction;
}) {
  return (
    <ActionForm action={stopMailsByLinkAction} hidden={{ token }} done="No such mails are sent any more.">
      <SubmitButton whyNot={isStopped ? 'No such mails are sent to them.' : null}>
        Stop these mails
      </SubmitButton>
    </ActionForm>
  );
}

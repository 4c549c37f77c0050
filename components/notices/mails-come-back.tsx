import { dayText } from '@/lib/days';
import { SubmitButton } from '../ui/actions/submit-button';
import { Banner } from '../ui/feedback/banner';
import { ActionForm, type FormAction } from '../ui/form/action-form';

/** That mails to the reader come back, what follows from it, and the way to have them sent again. */
export function MailsComeBack({
  email,
  bounces,
  since,
  isUnreachable,
  retryMailsAction,
}: {
  email: string;
  bounces: number;
  since: Date;
  isUnreachable: boolean;
  retryMailsAction: FormAction;
}) {
  const times = bounces === 1 ? 'A mail to you' : `${bounces} mails to you`;
  return (
    <Banner tone="warning" title={`${times} came back since ${dayText(since)}`}>
      <p>
        {isUnreachable ? `No more are sent to ${email}. ` : ''}What was mailed since counts as given to
        nobody: warnings count once you read them here.
      </p>
      <ActionForm action={retryMailsAction} className="mt-2 flex flex-col gap-2">
        <SubmitButton size="small" variant="secondary">
          {isUnreachable ? 'My address works: send them again' : 'My address works'}
        </SubmitButton>
      </ActionForm>
    </Banner>
  );
}

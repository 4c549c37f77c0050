import { MailChoices } from '@/components/notices/mail-choices';
import { MailsComeBack } from '@/components/notices/mails-come-back';
import { LinkButton } from '@/components/ui/actions/link-button';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { can } from '@/lib/access/permissions';
import { requireActor } from '@/lib/access/session';
import { getMailChoices } from '@/lib/notices/choices/get-mail-choices';
import { askForPage } from '../../ask-for-page';
import { chooseMailsAction, retryMailsAction } from './actions';

export const metadata = { title: 'Your notices' };

/** What the person who is signed in gets by mail. */
export default async function NoticeSettingsPage() {
  const actor = await requireActor();
  const choices = await askForPage(getMailChoices, {});
  return (
    <div className="mx-auto max-w-2xl">
      <PageHeader
        title="Your notices"
        actions={
          can(actor, 'letter:preview') && <LinkButton href="/settings/letters">Every letter</LinkButton>
        }
      />
      {choices.bouncedSince && (
        <div className="mb-4">
          <MailsComeBack
            email={choices.email}
            bounces={choices.bounces}
            since={choices.bouncedSince}
            isUnreachable={choices.isUnreachable}
            retryMailsAction={retryMailsAction}
          />
        </div>
      )}
      <Panel title={`Mails to ${choices.email}`}>
        <MailChoices choices={choices} chooseMailsAction={chooseMailsAction} />
      </Panel>
    </div>
  );
}

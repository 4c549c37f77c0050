import { NoticeList } from '@/components/notices/notice-list';
import { LinkButton } from '@/components/ui/actions/link-button';
import { SubmitButton } from '@/components/ui/actions/submit-button';
import { KeysetPagination } from '@/components/ui/data/keyset-pagination';
import { PlaceRefusal } from '@/components/ui/data/place-refusal';
import { EmptyState } from '@/components/ui/feedback/empty-state';
import { ActionForm } from '@/components/ui/form/action-form';
import { PageHeader } from '@/components/ui/page/page-header';
import { Panel } from '@/components/ui/page/panel';
import { countUnreadNotices } from '@/lib/notices/count-unread-notices';
import { listNotices } from '@/lib/notices/list-notices';
import { askForList, askForPage, readSearch, type SearchParams } from '../ask-for-page';
import { markNoticesReadAction } from './actions';

export const metadata = { title: 'Notices' };

/** What the person who is signed in was told. */
export default async function NoticesPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await readSearch(searchParams);
  const [{ list, refusal }, unread] = await Promise.all([
    askForList(listNotices, search),
    askForPage(countUnreadNotices, {}),
  ]);
  // All that had arrived when this page was shown; only its first page knows the latest.
  const until = list.isFirst ? list.rows[0]?.createdAt.toISOString() : undefined;
  const markAll = unread > 0 && until && (
    <ActionForm action={markNoticesReadAction} hidden={{ until }}>
      <SubmitButton variant="secondary">Mark all as read</SubmitButton>
    </ActionForm>
  );
  return (
    <>
      <PageHeader
        title="Notices"
        actions={
          <>
            {markAll}
            <LinkButton href="/settings/notices">What is mailed</LinkButton>
          </>
        }
      />
      <PlaceRefusal refusal={refusal} />
      <Panel flush>
        {list.rows.length > 0 ? (
          <NoticeList markNoticesReadAction={markNoticesReadAction} notices={list.rows} />
        ) : (
          <EmptyState title="No notices yet">
            Answers to your requests, and what becomes of your sandboxes, appear here.
          </EmptyState>
        )}
        <KeysetPagination
          label="Pages of notices"
          path="/notices"
          values={{}}
          list={list}
          noun={{ one: 'notice', many: 'notices' }}
        />
      </Panel>
    </>
  );
}

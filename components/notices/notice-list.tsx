import Link from 'next/link';
import type { listNotices } from '@/lib/notices/list-notices';
import { SubmitButton } from '../ui/actions/submit-button';
import { RelativeTime } from '../ui/data/relative-time';
import { ActionForm, type FormAction } from '../ui/form/action-form';

export type Notice = Awaited<ReturnType<(typeof listNotices)['run']>>['rows'][number];

/** What somebody was told, latest first; what they have not read yet stands out, and says so in words. */
export function NoticeList({
  notices,
  markNoticesReadAction,
}: {
  notices: readonly Notice[];
  markNoticesReadAction: FormAction;
}) {
  return (
    <ul className="divide-y divide-line">
      {notices.map((notice) => (
        <li key={notice.id} className="flex items-start gap-3 px-4 py-2.5">
          <span
            aria-hidden="true"
            className={`mt-1.5 size-2 shrink-0 rounded-full ${notice.readAt ? '' : 'bg-accent'}`}
          />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link href={notice.href} className={notice.readAt ? '' : 'font-semibold'}>
                {notice.subject}
                {!notice.readAt && <span className="sr-only"> (unread)</span>}
              </Link>
              <span className="text-xs text-muted">
                <RelativeTime at={notice.createdAt} />
              </span>
            </p>
            {notice.text && (
              <p className="mt-0.5 break-words whitespace-pre-line text-muted" dir="auto">
                {notice.text}
              </p>
            )}
          </div>
          {!notice.readAt && <MarkRead markNoticesReadAction={markNoticesReadAction} notice={notice} />}
        </li>
      ))}
    </ul>
  );
}

function MarkRead({ notice, markNoticesReadAction }: { notice: Notice; markNoticesReadAction: FormAction }) {
  return (
    <ActionForm action={markNoticesReadAction} hidden={{ noticeId: notice.id }} className="shrink-0">
      <SubmitButton size="small" variant="quiet" aria-label={`Mark as read: ${notice.subject}`}>
        Mark as read
      </SubmitButton>
    </ActionForm>
  );
}

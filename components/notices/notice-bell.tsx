import Link from 'next/link';

/** The number on the bell has room for two digits. */
const mostShown = 99;

/** Leads to the notices and says how many are unread. */
export function NoticeBell({ unread }: { unread: number }) {
  const label = unread === 0 ? 'Notices' : `Notices, ${unread.toLocaleString('en')} unread`;
  return (
    <Link
      href="/notices"
      aria-label={label}
      title={label}
      className="relative flex size-8 shrink-0 items-center justify-center rounded text-muted hover:bg-neutral-soft hover:text-ink"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <path
          d="M3 11.5h10L11.8 9.6V6.8a3.8 3.8 0 0 0-7.6 0v2.8zM6.6 13.5a1.5 1.5 0 0 0 2.8 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
      {unread > 0 && (
        <span
          aria-hidden="true"
          className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-on"
        >
          {unread > mostShown ? `${mostShown}+` : unread}
        </span>
      )}
    </Link>
  );
}

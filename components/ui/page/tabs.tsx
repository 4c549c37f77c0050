import Link from 'next/link';
import { classNames } from '../class-names';

export type Tab = { href: string; label: string; count?: number; isCurrent: boolean };

/** Views of one list, each with an address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab.isCurrent ? 'page' : undefined}
          className={classNames(
            '-mb-px flex h-9 items-center gap-1.5 border-b-2 text-sm whitespace-nowrap focus-visible:-outline-offset-2',
            tab.isCurrent
              ? 'border-accent font-medium text-ink'
              : 'border-transparent text-muted hover:text-ink',
          )}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="text-xs text-muted">{tab.count.toLocaleString('en')}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}

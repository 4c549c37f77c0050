'use client';

import Link, { useLinkStatus } from 'next/link';
import { usePathname } from 'next/navigation';
import { classNames } from '../ui/class-names';
import { type Destination, navigationId } from './navigation';

/** Marks the place one is at, and folds the menu of narrow screens once it was used. */
export function NavLink({ href, label }: Pick<Destination, 'href' | 'label'>) {
  const pathname = usePathname();
  const isCurrent = href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => document.getElementById(navigationId)?.hidePopover()}
      className={classNames(
        'flex h-8 items-center rounded px-2.5 text-sm',
        isCurrent
          ? 'bg-neutral-soft font-medium text-ink'
          : 'text-muted hover:bg-neutral-soft hover:text-ink',
      )}
    >
      {label}
      <Awaited />
    </Link>
  );
}

/**
 * Turns while the place is on its way; a page that comes within a moment never shows it. It stands still otherwise: what
 * turns unseen has the browser draw sixty frames a second for as long as the page is open.
 */
function Awaited() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'ml-auto size-3 rounded-full border-2 border-current border-r-transparent transition-opacity delay-150',
        pending ? 'animate-spin opacity-60' : 'opacity-0',
      )}
    />
  );
}

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Toaster } from '../ui/overlay/toaster';
import { KeyboardShortcuts } from './keyboard-shortcuts';
import { NavLink } from './nav-link';
import { type Destination, navigationId } from './navigation';

/**
 * The frame around every page of the desk: a column at the side, or a bar on top below 1024 px, where the navigation
 * folds into a menu. Menus are the browser's own popovers, so the frame works before, and without, any script.
 */
export function Shell({
  destinations,
  bell,
  person,
  children,
}: {
  destinations: readonly Destination[];
  bell: ReactNode;
  person: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-accent focus:px-3 focus:py-2 focus:text-accent-on"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 print:hidden z-20 flex h-12 items-center gap-1 border-b border-line bg-canvas px-3 lg:h-dvh lg:flex-col lg:items-stretch lg:gap-3 lg:border-r lg:border-b-0 lg:py-3">
        <div className="flex min-w-0 flex-1 items-center justify-between gap-2 lg:flex-none">
          <Brand />
          {bell}
        </div>
        <Navigation destinations={destinations} />
        {person}
        <MenuButton />
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl min-w-0 px-3 py-4 sm:px-6 sm:py-6">
        {children}
      </main>
      <Toaster />
      <KeyboardShortcuts destinations={destinations} />
    </div>
  );
}

function Brand() {
  return (
    <Link href="/" className="flex h-8 items-center gap-2 rounded px-1.5 font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 text-accent-ink">
        <path
          d="M2 14V4.5M6 14V2M10 14V2M14 14V4.5M1 8h14"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.75"
        />
      </svg>
      Sandgate
    </Link>
  );
}

function Navigation({ destinations }: { destinations: readonly Destination[] }) {
  return (
    <nav
      id={navigationId}
      popover="auto"
      aria-label="Desk"
      className="fixed inset-auto top-12 right-2 m-0 w-52 rounded-lg border border-line-strong bg-raised p-1 text-ink shadow-overlay lg:static lg:block lg:w-auto lg:flex-1 lg:border-0 lg:bg-transparent lg:p-0 lg:shadow-none"
    >
      <ul className="flex flex-col gap-0.5">
        {destinations.map(({ href, label }) => (
          <li key={href}>
            <NavLink href={href} label={label} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function MenuButton() {
  return (
    <button
      type="button"
      popoverTarget={navigationId}
      aria-label="Menu"
      className="flex size-8 items-center justify-center rounded text-muted hover:bg-neutral-soft hover:text-ink lg:hidden"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
        <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </button>
  );
}

import type { ReactNode } from 'react';
import { PopoverMenu } from '../ui/overlay/popover-menu';
import type { Theme } from './theme';
import { ThemeSwitch } from './theme-switch';

/** Who is signed in and as what, the theme, and the way out. */
export function PersonMenu({
  name,
  role,
  email,
  theme,
  signOut,
}: {
  name: string;
  role: string;
  email: string;
  theme: Theme;
  signOut: ReactNode;
}) {
  return (
    <PopoverMenu
      id="person-menu"
      label={`${name}, ${role}: account and theme`}
      buttonClassName="flex h-8 min-w-0 items-center gap-2 rounded px-1.5 text-left hover:bg-neutral-soft lg:h-11"
      panelClassName="inset-auto top-12 right-2 w-60 lg:top-auto lg:right-auto lg:bottom-16 lg:left-3"
      button={
        <>
          <span
            aria-hidden="true"
            className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink"
          >
            {initials(name)}
          </span>
          <span className="hidden min-w-0 flex-col lg:flex">
            <span className="truncate text-sm">{name}</span>
            <span className="truncate text-xs text-muted">{role}</span>
          </span>
        </>
      }
    >
      <div className="px-2.5 py-2">
        <p className="truncate text-sm font-medium">{name}</p>
        <p className="truncate text-xs text-muted">{email}</p>
        <p className="text-xs text-muted">{role}</p>
      </div>
      <div className="border-y border-line px-2.5 py-2">
        <ThemeSwitch initial={theme} />
      </div>
      <div className="pt-1">{signOut}</div>
    </PopoverMenu>
  );
}

/** The first letters of the first and last word; by code points, since names are written in all scripts. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}

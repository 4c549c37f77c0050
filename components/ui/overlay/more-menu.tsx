import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import { buttonClass } from '../actions/button-class';
import { classNames } from '../class-names';
import { PopoverMenu } from './popover-menu';

/**
 * A button "More" with a list of further ways under it. Tab leads from the button into the list, Escape closes it and leads
 * back, Enter follows a link: all of it the browser's own. Browsers that cannot place a panel at its button show it at the top
 * of the window.
 */
export function MoreMenu({ children }: { children: ReactNode }) {
  const id = useId();
  return (
    <PopoverMenu
      id={id}
      label="More"
      buttonClassName={buttonClass()}
      panelClassName={classNames(
        'inset-auto top-24 right-4 w-60 max-w-[calc(100vw-2rem)]',
        'supports-[position-area:bottom]:inset-auto supports-[position-area:bottom]:mt-1',
        'supports-[position-area:bottom]:[position-area:bottom_span-left]',
        'supports-[position-area:bottom]:[position-try-fallbacks:flip-inline,flip-block]',
      )}
      button={
        <>
          More
          <span aria-hidden="true" className="text-[0.625rem] text-muted">
            ▼
          </span>
        </>
      }
    >
      <ul className="flex flex-col">{children}</ul>
    </PopoverMenu>
  );
}

const item = 'flex min-h-9 w-full flex-col justify-center rounded px-2.5 py-1.5 text-left text-sm';

/** One way of the list; with `whyNot` it leads nowhere, stays reachable by keyboard and says why. */
export function MoreItem({
  href,
  whyNot,
  children,
}: {
  href: string;
  whyNot?: string | null;
  children: ReactNode;
}) {
  const reasonId = useId();
  return (
    <li>
      {whyNot ? (
        <button
          type="button"
          aria-disabled="true"
          aria-describedby={reasonId}
          className={classNames(item, 'cursor-not-allowed text-faint')}
        >
          {children}
          <span id={reasonId} className="text-xs text-muted">
            {whyNot}
          </span>
        </button>
      ) : (
        <Link href={href} className={classNames(item, 'hover:bg-hover')}>
          {children}
        </Link>
      )}
    </li>
  );
}

import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { type Tone, toneTextClasses } from '../tone';

/** What happened, in order, along a line. */
export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {children}
    </ol>
  );
}

/** One turn: a sentence, and under it what was said. */
export function TimelineItem({
  tone = 'neutral',
  title,
  when,
  children,
}: {
  tone?: Tone;
  title: ReactNode;
  when: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="group relative flex gap-3 pb-4 last:pb-0">
      <span
        aria-hidden="true"
        className="absolute top-3 bottom-[-0.375rem] left-[0.25rem] w-px bg-line-strong group-last:hidden"
      />
      <span
        aria-hidden="true"
        className={classNames(
          'relative mt-1.5 size-[0.5625rem] shrink-0 rounded-full bg-current',
          toneTextClasses[tone],
        )}
      />
      <div className="min-w-0 flex-1 text-sm">
        <p className="text-muted">
          {title} <span className="whitespace-nowrap">{when}</span>
        </p>
        {children && <div className="mt-1">{children}</div>}
      </div>
    </li>
  );
}

/** The words of a person, kept exactly, on a ground of their own. */
export function Remark({ children }: { children: ReactNode }) {
  return (
    <blockquote
      dir="auto"
      className="rounded border border-line bg-sunken px-3 py-2 break-words whitespace-pre-wrap text-ink"
    >
      {children}
    </blockquote>
  );
}

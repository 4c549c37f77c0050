import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { type Tone, toneClasses, toneTextClasses } from '../tone';

/** One or two words on a coloured ground. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-flex h-5 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      {children}
    </span>
  );
}

/** A state in a dense list: a dot for the eye, the word for everybody. A hollow dot has ended. */
export function StatusDot({
  tone,
  hollow = false,
  children,
}: {
  tone: Tone;
  hollow?: boolean;
  children: ReactNode;
}) {
  return (
    <span className="inline-flex items-center gap-2 md:whitespace-nowrap">
      <span
        aria-hidden="true"
        className={classNames(
          'size-2 shrink-0 rounded-full border-[1.5px] border-current',
          !hollow && 'bg-current',
          toneTextClasses[tone],
        )}
      />
      {children}
    </span>
  );
}

import type { ReactNode } from 'react';
import { classNames } from '../class-names';
import { type Tone, toneClasses } from '../tone';

/**
 * A sentence that concerns the whole page or form. `announce` reads it aloud at once: `alert` for what went wrong,
 * `status` for what went well; leave it out for what was there when the page came.
 */
export function Banner({
  tone = 'info',
  title,
  announce,
  children,
}: {
  tone?: Tone;
  title?: string;
  announce?: 'alert' | 'status';
  children?: ReactNode;
}) {
  return (
    <div role={announce} className={classNames('rounded px-3 py-2 text-sm', toneClasses[tone])}>
      {title && <p className="font-semibold">{title}</p>}
      {children && <div className="text-pretty">{children}</div>}
    </div>
  );
}

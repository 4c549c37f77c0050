import { classNames } from '../class-names';

/** What every box that can be typed into looks like; red at its edge when its content was refused. */
export const controlClass = classNames(
  'w-full rounded border border-control bg-surface px-2.5 text-sm text-ink',
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-faint',
);

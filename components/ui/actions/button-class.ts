import { classNames } from '../class-names';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'medium' | 'small';

const base =
  'inline-flex items-center justify-center gap-1.5 rounded border font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-100 aria-disabled:cursor-not-allowed disabled:cursor-not-allowed';

const variants: Record<ButtonVariant, string> = {
  primary: 'border-transparent bg-accent text-accent-on hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface text-ink shadow-raised hover:bg-hover',
  quiet: 'border-transparent text-muted hover:bg-hover hover:text-ink',
  danger: 'border-transparent bg-fill-danger text-accent-on hover:bg-fill-strong',
};

/** Looks of a button that cannot be used now: readable, for its reason has to be read. */
const off = 'border-line bg-sunken text-faint';

const sizes: Record<ButtonSize, string> = {
  medium: 'h-8 px-3 text-sm',
  small: 'h-7 px-2 text-sm',
};

/** The classes of everything that looks like a button, whether it is a button, a link or a summary. */
export function buttonClass(
  variant: ButtonVariant = 'secondary',
  size: ButtonSize = 'medium',
  isOff = false,
): string {
  return classNames(base, isOff ? off : variants[variant], sizes[size]);
}

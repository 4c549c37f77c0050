import { classNames } from '../class-names';

/** How much of the whole is done; without `value` it only says that something moves. Native, so it needs no script. */
export function ProgressBar({
  label,
  value,
  max,
  failed = false,
}: {
  label: string;
  value?: number;
  max?: number;
  failed?: boolean;
}) {
  return (
    <progress
      aria-label={label}
      value={value}
      max={max}
      className={classNames(
        'h-1.5 w-full appearance-none overflow-hidden rounded-full bg-neutral-soft',
        '[&::-webkit-progress-bar]:bg-neutral-soft [&::-webkit-progress-value]:rounded-full',
        'indeterminate:animate-pulse [&:indeterminate::-webkit-progress-bar]:bg-accent/40',
        '[&::-webkit-progress-value]:transition-[inline-size] [&::-webkit-progress-value]:duration-300',
        failed
          ? '[&::-moz-progress-bar]:bg-danger [&::-webkit-progress-value]:bg-danger'
          : '[&::-moz-progress-bar]:bg-accent [&::-webkit-progress-value]:bg-accent',
      )}
    />
  );
}

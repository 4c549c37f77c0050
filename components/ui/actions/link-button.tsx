import Link from 'next/link';
import type { ComponentProps } from 'react';
import { classNames } from '../class-names';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';

export type LinkButtonProps = ComponentProps<typeof Link> & { variant?: ButtonVariant; size?: ButtonSize };

/** A link that looks like a button, for going somewhere rather than doing something. */
export function LinkButton({ variant, size, className, ...rest }: LinkButtonProps) {
  return <Link {...rest} className={classNames(buttonClass(variant, size), className)} />;
}

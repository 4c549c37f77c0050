import { type ComponentProps, useId } from 'react';
import { classNames } from '../class-names';
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class';

export type ButtonProps = ComponentProps<'button'> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Why it cannot be used now. It then stays reachable by keyboard, does nothing, and says so on hover and focus. */
  whyNot?: string | null;
};

/** A button; of type `button` unless told otherwise, so that none submits a form by accident. */
export function Button({ variant, size, whyNot, className, children, ...rest }: ButtonProps) {
  const reasonId = useId();
  if (whyNot)
    return (
      <button
        type="button"
        aria-disabled="true"
        aria-describedby={reasonId}
        title={whyNot}
        className={classNames(buttonClass(variant, size, true), className)}
      >
        {children}
        <span id={reasonId} className="sr-only">
          {whyNot}
        </span>
      </button>
    );
  return (
    <button
      type="button"
      {...rest}
      className={classNames(buttonClass(variant, size, rest.disabled), className)}
    >
      {children}
    </button>
  );
}

'use client';

import { useFormStatus } from 'react-dom';
import { Spinner } from '../feedback/spinner';
import { Button, type ButtonProps } from './button';

/**
 * Sends the form that it stands in. While the answer is awaited it keeps its width, shows that it works, and a second
 * press does nothing.
 */
export function SubmitButton({ children, variant = 'primary', className, ...rest }: ButtonProps) {
  const { pending } = useFormStatus();
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      className={className ?? 'self-start'}
      aria-disabled={pending || undefined}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else rest.onClick?.(event);
      }}
    >
      <span className="relative inline-flex items-center">
        <span className={pending ? 'opacity-0' : undefined}>{children}</span>
        {pending && (
          <span className="absolute inset-0 flex items-center justify-center">
            <Spinner label="Working" />
          </span>
        )}
      </span>
    </Button>
  );
}

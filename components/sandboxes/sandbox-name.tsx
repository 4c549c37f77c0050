import Link from 'next/link';
import { isGone, type SandboxState } from '@/lib/sandboxes/sandbox';
import { classNames } from '../ui/class-names';

/** A sandbox's name, struck out once the sandbox is destroyed; screen readers get its state beside it. */
export function SandboxName({ slug, state }: { slug: string; state: SandboxState }) {
  return isGone(state) ? <s className="text-muted decoration-1">{slug}</s> : slug;
}

/** The same as a link to its page. */
export function SandboxNameLink({
  className = 'text-accent-ink underline underline-offset-2',
  ...sandbox
}: {
  slug: string;
  state: SandboxState;
  className?: string;
}) {
  return (
    <Link
      href={`/s/${sandbox.slug}`}
      className={classNames(className, isGone(sandbox.state) && 'no-underline')}
    >
      <SandboxName {...sandbox} />
    </Link>
  );
}

import { LinkButton } from '@/components/ui/actions/link-button';
import { ErrorState } from '@/components/ui/feedback/error-state';

export const metadata = { title: 'Not found' };

/** Inside the desk's frame: what does not exist, and what this person may not know of, look alike. */
export default function DeskNotFound() {
  return (
    <ErrorState title="There is nothing here" action={<LinkButton href="/">Go to the start</LinkButton>}>
      The address is wrong, what it named is gone, or you do not have access to it.
    </ErrorState>
  );
}

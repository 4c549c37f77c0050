import { LinkButton } from '@/components/ui/actions/link-button';
import { ErrorState } from '@/components/ui/feedback/error-state';

export const metadata = { title: 'Not found' };

/** For addresses that lead nowhere and for things that this person may not know of: the two must look alike. */
export default function NotFound() {
  return (
    <main>
      <ErrorState title="There is nothing here" action={<LinkButton href="/">Go to the start</LinkButton>}>
        The address is wrong, what it named is gone, or you do not have access to it.
      </ErrorState>
    </main>
  );
}

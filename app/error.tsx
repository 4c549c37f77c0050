'use client';

import { Button } from '@/components/ui/actions/button';
import { LinkButton } from '@/components/ui/actions/link-button';
import { ErrorState } from '@/components/ui/feedback/error-state';

/** What nobody foresaw. The digest is what the log line of the failure carries. */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <ErrorState
      title="This page could not be shown"
      action={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <LinkButton href="/">Go to the start</LinkButton>
        </>
      }
    >
      <p>Something went wrong on our side. Nothing was changed.</p>
      {error.digest && (
        <p className="mt-2">
          If it happens again, tell us this number: <code className="font-mono">{error.digest}</code>
        </p>
      )}
    </ErrorState>
  );
}

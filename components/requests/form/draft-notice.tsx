'use client';

import { useEffect, useRef, useState } from 'react';
import { useFormStatus } from 'react-dom';
import { SubmitButton } from '../../ui/actions/submit-button';
import { RelativeTime } from '../../ui/data/relative-time';
import type { FormAction } from '../../ui/form/action-form';
import { ActionForm } from '../../ui/form/action-form';

/** Says that what stands in the form was typed earlier, and lets it be thrown away. */
export function DraftNotice<Value>({
  savedAt,
  discard,
  startAfresh,
}: {
  savedAt: Date;
  discard: FormAction<Value>;
  /** The address that shows the empty form. */
  startAfresh: string;
}) {
  // Only the draft that the page was opened with is news; those saved since are what the person is typing.
  const [restoredAt] = useState(savedAt);
  return (
    <ActionForm
      action={discard}
      className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded bg-info-soft px-3 py-1.5 text-sm text-info"
    >
      <p>
        This is your draft, last changed <RelativeTime at={restoredAt} />.
      </p>
      <SubmitButton variant="quiet" size="small">
        Throw it away
      </SubmitButton>
      <StartAfresh href={startAfresh} />
    </ActionForm>
  );
}

/**
 * Opens the empty form once the draft is gone. The notice goes with the draft, before anything here is told that it is
 * done, so this acts on its own end; what was typed would stand in the form else, as if it were still kept.
 */
function StartAfresh({ href }: { href: string }) {
  const { pending } = useFormStatus();
  const wasSent = useRef(false);
  useEffect(() => {
    wasSent.current ||= pending;
  }, [pending]);
  useEffect(
    () => () => {
      if (wasSent.current) window.location.assign(href);
    },
    [href],
  );
  return null;
}

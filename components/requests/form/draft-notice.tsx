'use client';

import { useState } from 'react';
import { SubmitButton } from '../../ui/actions/submit-button';
import { RelativeTime } from '../../ui/data/relative-time';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { stopKeeping } from '../../ui/form/typed-text/owner';

/** Says that what stands in the form was typed earlier, and lets it be thrown away. */
export function DraftNotice<Value>({
  savedAt,
  organizationId,
  discard,
  startAfresh,
}: {
  savedAt: Date;
  organizationId: string;
  discard: FormAction<Value>;
  /** The address that shows the empty form. */
  startAfresh: string;
}) {
  // Only the draft that the page was opened with is news; those saved since are what the person is typing.
  const [restoredAt] = useState(savedAt);
  function leave() {
    stopKeeping();
    window.location.assign(startAfresh);
  }
  return (
    <ActionForm
      action={discard}
      hidden={{ organizationId }}
      onDone={leave}
      className="mb-4 flex flex-wrap items-center justify-between gap-2 rounded bg-info-soft px-3 py-1.5 text-sm text-info"
    >
      <p>
        This is your draft, last changed <RelativeTime at={restoredAt} />.
      </p>
      <SubmitButton variant="quiet" size="small">
        Throw it away
      </SubmitButton>
    </ActionForm>
  );
}

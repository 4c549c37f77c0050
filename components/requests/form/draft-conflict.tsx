'use client';

import { Button } from '../../ui/actions/button';
import { RelativeTime } from '../../ui/data/relative-time';
import { useForgetTyped } from '../../ui/form/form-state';
import { readTyped } from '../../ui/form/typed-text/read-typed';
import type { TypedValue } from '../../ui/form/typed-value';
import { differences } from './draft-differences';
import type { ServerDraft } from './server-draft';

/** Two texts of one draft, side by side where they differ: the person chooses, and until then both are kept. */
export function DraftConflict({
  draft,
  form,
  onKeep,
  onTake,
}: {
  draft: ServerDraft;
  form: HTMLFormElement | null;
  onKeep: () => void;
  onTake: (values: TypedValue) => void;
}) {
  const forget = useForgetTyped();
  const found = form ? differences(readTyped(form), draft.values) : [];
  function take() {
    forget();
    onTake(draft.values);
  }
  return (
    <div role="alert" className="flex flex-col gap-2 rounded bg-warning-soft px-3 py-2 text-sm text-warning">
      <p className="font-semibold">
        This draft was changed in another place, <RelativeTime at={draft.savedAt} />.
      </p>
      <p>What stands here is kept in this browser and not saved over it. Choose which of the two goes on.</p>
      <dl className="grid gap-2 text-ink">
        {found.map(({ field, here, there }) => (
          <div key={field} className="grid gap-x-3 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1fr)]">
            <dt className="font-medium">{field}</dt>
            <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              <span className="text-muted">Here: </span>
              {here || 'nothing'}
            </dd>
            <dd className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              <span className="text-muted">There: </span>
              {there || 'nothing'}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onKeep}>
          Keep what stands here
        </Button>
        <Button size="small" onClick={take}>
          Take the other
        </Button>
      </div>
    </div>
  );
}

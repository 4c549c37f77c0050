'use client';

import { Button } from '../../actions/button';
import { RelativeTime } from '../../data/relative-time';
import type { RestoredText } from './use-typed-text';

/** Says that what stands in the form was typed earlier, and lets it be thrown away. */
export function RestoredNote({ restored }: { restored: RestoredText }) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center justify-between gap-2 rounded bg-info-soft px-3 py-1 text-xs text-info"
    >
      <p>
        Brought back: what you typed here <RelativeTime at={new Date(restored.at)} />.
      </p>
      <Button size="small" variant="quiet" onClick={restored.throwAway}>
        Throw it away
      </Button>
    </div>
  );
}

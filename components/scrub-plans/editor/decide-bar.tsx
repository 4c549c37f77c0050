'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { MaskWords } from '@/lib/scrub-plans/masks/mask';
import { mostColumns } from '@/lib/scrub-plans/plan';
import { Button } from '../../ui/actions/button';
import { countText } from './count-text';
import { DecisionFields } from './decision-fields';
import type { EditorRow } from './plan-detail';

export type Matching = {
  /** How many columns the filters of the address match. */
  total: number;
  /** Their keys, once the reader asked for a decision about all of them. */
  keys: string[] | null;
  /** The same page with that asked for, and without. */
  allHref: string;
  tickedHref: string;
};

type Props = {
  ticked: number;
  shown: number;
  /** The one column that is ticked, whose class and mask are then proposed. */
  only: EditorRow | undefined;
  masks: readonly MaskWords[];
  matching: Matching;
  onTickAll: (checked: boolean) => void;
  isRefused: boolean;
  outcome: ReactNode;
};

/** What is decided about the ticked columns; stays at the lower edge of the window while the rows pass. */
export function DecideBar(props: Props) {
  const { ticked, shown, matching, onTickAll, isRefused, outcome } = props;
  const count = matching.keys?.length ?? ticked;
  return (
    <div className="sticky bottom-0 z-10 border-t border-line-strong bg-raised shadow-overlay">
      <details open={isRefused || matching.keys !== null} className="group/decide">
        <summary className="flex min-h-11 flex-wrap list-none items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          <span className="inline-flex h-7 items-center rounded border border-line-strong bg-surface px-2 font-medium shadow-raised group-open/decide:bg-hover">
            Decide
          </span>
          <span aria-live="polite" className="text-muted">
            {matching.keys ? `All ${countText(count)} that match the filter` : `${countText(ticked)} ticked`}
          </span>
        </summary>
        <div className="flex max-h-[60dvh] flex-col gap-3 overflow-y-auto px-4 pt-1 pb-3">
          {outcome}
          <DecisionFields
            key={props.only ? `${props.only.table}.${props.only.column}` : ''}
            count={count}
            only={props.only}
            masks={props.masks}
          />
        </div>
      </details>
      <div className="flex flex-wrap gap-2 px-4 pb-2 sm:absolute sm:top-2 sm:right-3 sm:p-0">
        {matching.keys ? (
          <Link href={matching.tickedHref} scroll={false} className={quiet}>
            Only ticked ones
          </Link>
        ) : (
          <>
            <Button size="small" variant="quiet" onClick={() => onTickAll(ticked < shown)}>
              {ticked < shown ? 'Tick this page' : 'Untick all'}
            </Button>
            <AllMatching {...matching} />
          </>
        )}
      </div>
    </div>
  );
}

const quiet =
  'inline-flex h-7 items-center rounded px-2 text-sm font-medium text-muted hover:bg-hover hover:text-ink';

function AllMatching({ total, allHref }: Matching) {
  const label = `All ${total.toLocaleString('en')} that match`;
  if (total > mostColumns)
    return (
      <Button
        size="small"
        variant="quiet"
        whyNot={`One decision names at most ${mostColumns.toLocaleString('en')} columns; narrow the filter.`}
      >
        {label}
      </Button>
    );
  return (
    <Link href={allHref} scroll={false} prefetch={false} className={quiet}>
      {label}
    </Link>
  );
}

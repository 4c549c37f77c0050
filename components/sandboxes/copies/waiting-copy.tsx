import Link from 'next/link';
import { momentText } from '@/lib/days';
import type { Fact } from '../../ui/data/definition-list';
import { RelativeTime } from '../../ui/data/relative-time';
import type { FormAction } from '../../ui/form/action-form';
import { Panel } from '../../ui/page/panel';
import { ImpactFacts } from '../impact/impact-facts';
import { SmokeNote } from '../smoke-note';
import type { CopyDetail, CopyImpact } from './copy-detail';
import { CopyRowsTable } from './copy-rows-table';
import { TypedDecision } from './typed-decision';

type Props = {
  slug: string;
  copy: CopyDetail;
  impact: CopyImpact;
  mayDecide: boolean;
  keys: { activate: string; discard: string };
  activateCopyAction: FormAction;
  discardCopyAction: FormAction;
};

/** A refreshed copy beside the one in use: what would change, until when to decide, and the two decisions. */
export function WaitingCopy({
  slug,
  copy,
  impact,
  mayDecide,
  keys,
  activateCopyAction,
  discardCopyAction,
}: Props) {
  const shared = { slug, copyId: copy.id };
  return (
    <Panel
      id="refreshed-copy"
      title="A refreshed copy waits"
      aside={copy.decideBy && <RelativeTime at={copy.decideBy} />}
      flush
    >
      <div className="border-b border-line">
        <ImpactFacts
          impact={impact}
          keysThen="Calls read the refreshed rows once it is activated."
          before={decisionOf(copy)}
          after={originOf({ slug, copy })}
        />
      </div>
      <CopyRowsTable tables={impact.tables} />
      {mayDecide && (
        <>
          <TypedDecision
            {...shared}
            summary="Activate"
            verb="Activate the refreshed copy"
            whyNot={copy.whyNot.activate}
            action={activateCopyAction}
            idempotencyKey={keys.activate}
          >
            The next call under the same address and keys reads the refreshed rows. The copy that is in use
            now is closed and kept for seven days; until then you can roll back to it.
          </TypedDecision>
          <TypedDecision
            {...shared}
            summary="Discard"
            verb="Discard the refreshed copy"
            isDanger
            whyNot={copy.whyNot.discard}
            action={discardCopyAction}
            idempotencyKey={keys.discard}
          >
            The refreshed copy is dropped for good. The sandbox goes on as it is.
          </TypedDecision>
        </>
      )}
    </Panel>
  );
}

function decisionOf(copy: CopyDetail): Fact[] {
  return [
    {
      term: 'Decide',
      value: copy.decideBy ? (
        <>
          Until <Moment at={copy.decideBy} />; then it is discarded by itself.
        </>
      ) : (
        'Now'
      ),
    },
    ...(copy.smoke ? [{ term: 'Smoke test', value: <SmokeNote smoke={copy.smoke} /> }] : []),
    { term: 'Goes on', value: 'The address, the API keys, the people and the end of the sandbox.' },
  ];
}

/** Who asked for it, and its proof. */
function originOf({ slug, copy }: Pick<Props, 'slug' | 'copy'>): Fact[] {
  const link = 'text-accent-ink underline underline-offset-2';
  return [
    ...(copy.request
      ? [
          {
            term: 'Asked for',
            value: (
              <Link href={`/requests/${copy.request.id}`} className={link}>
                #{copy.request.number} {copy.request.purpose}
              </Link>
            ),
          },
        ]
      : []),
    {
      term: 'Proof',
      value: (
        <Link href={`/s/${slug}/certificate?copy=${copy.id}`} className={link}>
          Certificate of the refreshed copy
        </Link>
      ),
    },
  ];
}

function Moment({ at }: { at: Date }) {
  return <time dateTime={at.toISOString()}>{momentText(at)}</time>;
}

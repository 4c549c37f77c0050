import { RelativeTime } from '../../ui/data/relative-time';
import type { FormAction } from '../../ui/form/action-form';
import { Panel } from '../../ui/page/panel';
import { type CopyDetail, type CopyImpact, writtenText } from './copy-detail';
import { TypedDecision } from './typed-decision';

const words = {
  undo: {
    title: 'The copy from before the reset is kept',
    summary: 'Undo the reset',
    verb: 'Go back to the copy from before the reset',
    told: 'The sandbox has the rows from before the reset again, under the same address and keys.',
  },
  back: {
    title: 'The former copy is kept',
    summary: 'Roll back',
    verb: 'Roll back to the former copy',
    told: 'The sandbox has its former rows again, under the same address and keys.',
  },
} as const;

/**
 * The copy that was in use before, closed and kept for some days, and the way back to it; `isUndo` where the copy in use is a
 * reset.
 */
export function KeptCopy({
  slug,
  isUndo,
  copy,
  impact,
  idempotencyKey,
  rollBackCopyAction,
}: {
  slug: string;
  isUndo: boolean;
  copy: CopyDetail;
  impact: CopyImpact;
  idempotencyKey: string;
  rollBackCopyAction: FormAction;
}) {
  const { title, summary, verb, told } = words[isUndo ? 'undo' : 'back'];
  return (
    <Panel
      title={title}
      aside={
        copy.keptUntil && (
          <>
            dropped <RelativeTime at={copy.keptUntil} />
          </>
        )
      }
      flush
    >
      <TypedDecision
        slug={slug}
        copyId={copy.id}
        summary={summary}
        verb={verb}
        whyNot={copy.whyNot.rollBack}
        action={rollBackCopyAction}
        idempotencyKey={idempotencyKey}
      >
        {told} {writtenText(impact)} That copy is kept for seven days in turn, so that you can go forward
        again.
      </TypedDecision>
    </Panel>
  );
}

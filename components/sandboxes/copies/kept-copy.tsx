import { RelativeTime } from '../../ui/data/relative-time';
import type { FormAction } from '../../ui/form/action-form';
import { Panel } from '../../ui/page/panel';
import { type CopyDetail, type CopyImpact, writtenText } from './copy-detail';
import { TypedDecision } from './typed-decision';

/** The copy that was in use before, closed and kept for some days, and the way back to it. */
export function KeptCopy({
  slug,
  copy,
  impact,
  idempotencyKey,
  rollBackCopyAction,
}: {
  slug: string;
  copy: CopyDetail;
  impact: CopyImpact;
  idempotencyKey: string;
  rollBackCopyAction: FormAction;
}) {
  return (
    <Panel
      title="The former copy is kept"
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
        summary="Roll back"
        verb="Roll back to the former copy"
        whyNot={copy.whyNot.rollBack}
        action={rollBackCopyAction}
        idempotencyKey={idempotencyKey}
      >
        The sandbox has its former rows again, under the same address and keys. {writtenText(impact)} That
        copy is kept for seven days in turn, so that you can go forward again.
      </TypedDecision>
    </Panel>
  );
}

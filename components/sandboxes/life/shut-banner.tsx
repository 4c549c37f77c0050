import type { ReactNode } from 'react';
import { momentText } from '@/lib/days';
import { SubmitButton } from '../../ui/actions/submit-button';
import { Banner } from '../../ui/feedback/banner';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import type { EndDetail } from './end-detail';

type Actions = { resumeSandboxAction: FormAction; restoreSandboxAction: FormAction };

/** That a sandbox is shut: since when, by whom, why, until when, and the way back for those who may take it. */
export function ShutBanner({
  end,
  keys,
  resumeSandboxAction,
  restoreSandboxAction,
}: Actions & { end: EndDetail; keys: { resume: string; restore: string } }) {
  const { state, shut } = end;
  if (state === 'quarantined')
    return (
      <Shut end={end} title="It is quarantined">
        Nobody gets in until the house lifts that. Its data is kept.
      </Shut>
    );
  if (state === 'retired')
    return (
      <Shut end={end} title="It is retired">
        {end.dropsAt && `It is dropped for good on ${momentText(end.dropsAt)}. `}
        Until then it can be restored with all its rows, keys and people.
        {end.may.retire && (
          <Way
            action={restoreSandboxAction}
            id={end.id}
            idempotencyKey={keys.restore}
            whyNot={end.whyNot.restore}
          >
            Restore
          </Way>
        )}
      </Shut>
    );
  if (state !== 'suspended' || !shut) return null;
  return (
    <Shut end={end} title="It is suspended">
      Its keys open nothing; its data is kept.
      {end.retiresAt &&
        ` It is retired on ${momentText(end.retiresAt)} unless it is ${end.isUnused ? 'resumed' : 'extended'}.`}
      {end.may.suspend && (
        <Way action={resumeSandboxAction} id={end.id} idempotencyKey={keys.resume} whyNot={end.whyNot.resume}>
          Resume
        </Way>
      )}
    </Shut>
  );
}

function Shut({ end: { shut }, title, children }: { end: EndDetail; title: string; children: ReactNode }) {
  return (
    <Banner tone="warning" title={title}>
      {shut && (
        <p>
          Since {momentText(shut.at)}, by {shut.by ?? 'the desk'}. {shut.reason}
        </p>
      )}
      {children}
    </Banner>
  );
}

function Way({
  action,
  id,
  idempotencyKey,
  whyNot,
  children,
}: {
  action: FormAction;
  id: string;
  idempotencyKey: string;
  whyNot: string | null;
  children: ReactNode;
}) {
  return (
    <ActionForm
      action={action}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId: id }}
      className="mt-2 flex flex-col gap-2"
    >
      <SubmitButton whyNot={whyNot}>{children}</SubmitButton>
    </ActionForm>
  );
}

import { isFinished, type OperationState } from '@/lib/operations/operation';
import { whyNotCancel } from '@/lib/sandboxes/operations/sandbox-operation';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import type { SandboxDetail } from './sandbox-facts';

type Operation = {
  id: string;
  kind: string;
  state: OperationState;
  copyId: string | null;
  isReset: boolean;
  cancelRequestedAt: Date | null;
};

/**
 * What can be done about the latest operation: cancel it, build again, or try a failed destroy again. Where a build could
 * only fail again, the words why stand in place of the button.
 */
export function OperationActions({
  sandbox,
  operation,
  may,
  keys,
  cancelOperationAction,
  rebuildCopyAction,
  retryDestroyAction,
}: {
  sandbox: Pick<SandboxDetail, 'id' | 'state'>;
  operation: Operation;
  /** `hopeless` says why building again is of no use for whoever looks; `isCareful`, that something has to change first. */
  may: { cancel: boolean; retry: boolean; hopeless: string | null; isCareful: boolean };
  keys: { cancel: string; retry: string };
  cancelOperationAction: FormAction;
  rebuildCopyAction: FormAction;
  retryDestroyAction: FormAction;
}) {
  const isOver = isFinished(operation.state);
  if (operation.state === 'failed' && operation.kind === 'build' && may.hopeless)
    return <p className="text-sm text-muted">{may.hopeless}</p>;
  if (!isOver && operation.kind === 'build' && may.cancel)
    return (
      <ActionForm
        key="cancel"
        action={cancelOperationAction}
        idempotencyKey={keys.cancel}
        hidden={{ operationId: operation.id }}
      >
        <SubmitButton
          variant="secondary"
          whyNot={operation.cancelRequestedAt ? 'It is being cancelled.' : whyNotCancel(operation)}
        >
          {operation.isReset ? 'Cancel the reset' : 'Cancel the build'}
        </SubmitButton>
      </ActionForm>
    );
  if (isOver && may.retry && operation.kind === 'build' && operation.copyId && !operation.isReset)
    return (
      <ActionForm
        key="rebuild"
        action={rebuildCopyAction}
        idempotencyKey={keys.retry}
        hidden={{ copyId: operation.copyId }}
      >
        <BuildAgain isCareful={may.isCareful}>
          {sandbox.state === 'ready' ? 'Build the copy again' : 'Build again'}
        </BuildAgain>
      </ActionForm>
    );
  if (operation.kind === 'destroy' && operation.state === 'failed' && may.retry)
    return (
      <ActionForm
        key="destroy"
        action={retryDestroyAction}
        idempotencyKey={keys.retry}
        hidden={{ sandboxId: sandbox.id }}
      >
        <SubmitButton>Try to destroy it again</SubmitButton>
      </ActionForm>
    );
  return null;
}

function BuildAgain({ isCareful, children }: { isCareful: boolean; children: string }) {
  if (!isCareful) return <SubmitButton>{children}</SubmitButton>;
  return (
    <>
      <p className="mb-2 text-sm text-muted">It would fail again until what the message names has changed.</p>
      <SubmitButton variant="secondary">{children}</SubmitButton>
    </>
  );
}

'use client';

import type { ReactNode } from 'react';
import { Button } from '../ui/actions/button';
import { LinkButton } from '../ui/actions/link-button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { Dialog } from '../ui/overlay/dialog';
import { showToast } from '../ui/overlay/toast-store';
import type { QueueRow } from './queue-data';

export type Decision = { verb: 'approve' | 'decline'; row: QueueRow };

/** Asks for the words that go with a decision, and carries it out. Who was too late reads by whom. */
export function DecisionDialog({
  decision,
  pageKey,
  onClose,
  onDecided,
  approveRequestAction,
  declineRequestAction,
}: {
  decision: Decision | null;
  /** Made by the server for each time the page is shown; tells one intent from the next. */
  pageKey: string;
  onClose: () => void;
  onDecided: () => void;
  approveRequestAction: FormAction;
  declineRequestAction: FormAction;
}) {
  const isApproval = decision?.verb === 'approve';
  const row = decision?.row;
  function decided() {
    showToast(`#${row?.number} is ${isApproval ? 'approved' : 'declined'}.`);
    onClose();
    onDecided();
  }
  const shared = {
    hidden: { requestId: row?.id ?? '', version: row?.version ?? 0 },
    idempotencyKey: `${pageKey}:${decision?.verb}:${row?.id}:${row?.version}`,
    onDone: decided,
  };
  return (
    <Dialog
      open={decision !== null}
      onClose={onClose}
      title={row ? `${isApproval ? 'Approve' : 'Decline'} #${row.number}, ${row.integration}` : ''}
    >
      {row && isApproval && row.requester.disabledAt && (
        <div className="flex flex-col gap-4 text-sm">
          <RequestLine row={row} />
          <p>
            The account of <bdi>{row.requester.name}</bdi> is disabled. Somebody of {row.organization.name}{' '}
            has to take the request over; its page asks for whom.
          </p>
          <Buttons onCancel={onClose}>
            <LinkButton href={`/requests/${row.id}`} variant="primary">
              Open the request
            </LinkButton>
          </Buttons>
        </div>
      )}
      {row && isApproval && !row.requester.disabledAt && (
        <ActionForm action={approveRequestAction} {...shared}>
          <RequestLine row={row} />
          <TextareaField name="note" label="A word to the customer" optional rows={2} />
          <Buttons onCancel={onClose}>
            <SubmitButton>Approve</SubmitButton>
          </Buttons>
        </ActionForm>
      )}
      {row && !isApproval && (
        <ActionForm action={declineRequestAction} {...shared}>
          <RequestLine row={row} />
          <TextareaField
            name="reason"
            label="Reason"
            hint="The customer reads this, here and by mail."
            rows={3}
          />
          <Buttons onCancel={onClose}>
            <SubmitButton variant="danger">Decline</SubmitButton>
          </Buttons>
        </ActionForm>
      )}
    </Dialog>
  );
}

function RequestLine({ row }: { row: QueueRow }) {
  return (
    <div className="text-sm text-muted">
      <p>
        {row.organization.name}, asked by <bdi>{row.requester.name}</bdi>, {row.durationDays} days as{' '}
        {row.slug}.
      </p>
      {row.reasons.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {row.reasons.map(({ reason, text }) => (
            <li key={reason}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Buttons({ onCancel, children }: { onCancel: () => void; children: ReactNode }) {
  return (
    <div className="flex justify-end gap-2">
      <Button onClick={onCancel}>Cancel</Button>
      {children}
    </div>
  );
}

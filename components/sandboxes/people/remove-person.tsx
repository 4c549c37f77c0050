'use client';

import { useState } from 'react';
import { Button } from '../../ui/actions/button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { Dialog } from '../../ui/overlay/dialog';

/** Takes one out of a sandbox, after a question that says what coming back takes. */
export function RemovePerson({
  sandbox,
  person,
  isSigned,
  removePersonAction,
}: {
  sandbox: { id: string; slug: string };
  person: { id: string; name: string };
  isSigned: boolean;
  removePersonAction: FormAction;
}) {
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)} aria-label={`Remove ${person.name}`}>
        Remove
      </Button>
      <Dialog open={isAsking} onClose={close} title={`Remove ${person.name}?`}>
        <p className="text-sm text-pretty">
          They get into {sandbox.slug} no more, from this moment on. Keys are not theirs: revoke those that
          they know. {isSigned ? 'To come back, compliance signs for them.' : 'They can be added again.'}
        </p>
        <ActionForm
          action={removePersonAction}
          hidden={{ sandboxId: sandbox.id, personId: person.id }}
          onDone={close}
          className="mt-4"
        >
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Keep them</Button>
            <SubmitButton variant="danger">Remove</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}

'use client';

import { useState } from 'react';
import { groupFingerprint } from '@/lib/credentials/api-key';
import type { ListedApiKey } from '@/lib/credentials/list-api-keys';
import { Button } from '../ui/actions/button';
import { SubmitButton } from '../ui/actions/submit-button';
import { RelativeTime } from '../ui/data/relative-time';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { Dialog } from '../ui/overlay/dialog';

/** Ends one key, after a question that says when it was last used. */
export function RevokeKey({
  apiKey,
  revokeApiKeyAction,
}: {
  apiKey: ListedApiKey;
  revokeApiKeyAction: FormAction;
}) {
  const [isAsking, setAsking] = useState(false);
  const { id, label, fingerprint, lastUsedAt } = apiKey;
  const close = () => setAsking(false);
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)} aria-label={`Revoke ${label}`}>
        Revoke
      </Button>
      <Dialog open={isAsking} onClose={close} title={`Revoke “${label}”?`}>
        <p className="text-sm text-pretty">
          Whatever uses the key <span className="font-mono">{groupFingerprint(fingerprint)}</span> is refused
          from this moment on. This cannot be undone.{' '}
          {lastUsedAt ? (
            <>
              It was last used <RelativeTime at={lastUsedAt} />.
            </>
          ) : (
            'It was never used.'
          )}
        </p>
        <ActionForm action={revokeApiKeyAction} hidden={{ apiKeyId: id }} onDone={close} className="mt-4">
          <div className="flex justify-end gap-2">
            <Button onClick={close}>Keep it</Button>
            <SubmitButton variant="danger">Revoke the key</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  );
}

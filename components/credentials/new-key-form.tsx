'use client';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionFormBody, type FormAction, Outcome } from '../ui/form/action-form';
import { TextField } from '../ui/form/text-field';
import { useActionForm } from '../ui/form/use-action-form';
import { IssuedKey } from './issued-key';

/** Asks for a key by what will use it, and shows the key once it is made, until the page is left. */
export function NewKeyForm({
  sandboxId,
  baseUrl,
  createApiKeyAction,
}: {
  sandboxId: string;
  baseUrl: string;
  createApiKeyAction: FormAction<{ key: string; fingerprint: string }>;
}) {
  const handle = useActionForm({ action: createApiKeyAction });
  const { state } = handle;
  return (
    <div className="flex flex-col gap-3 p-4">
      <ActionFormBody
        handle={handle}
        hidden={{ sandboxId }}
        className="flex flex-wrap items-end gap-x-2 gap-y-3"
        outcome={
          state.status === 'failed' && (
            <div className="w-full">
              <Outcome state={state} />
            </div>
          )
        }
      >
        <TextField
          name="label"
          label="What will use the key"
          placeholder="ERP sync, staging"
          maxLength={60}
          autoComplete="off"
          className="flex min-w-56 flex-1 flex-col gap-1"
        />
        <SubmitButton className="self-end">Create key</SubmitButton>
      </ActionFormBody>
      {state.status === 'done' && <IssuedKey issued={state.value} baseUrl={baseUrl} />}
    </div>
  );
}

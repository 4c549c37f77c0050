import { signInAgainHref } from '@/lib/access/freshness';
import { WhileFresh } from '../sign-in/while-fresh';
import { LinkButton } from '../ui/actions/link-button';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { TextareaField } from '../ui/form/textarea-field';
import { TypedNameField } from './typed-name-field';

/** Asks for the sandbox's name, typed, before it is gone for good. */
export function DestroyForm({
  sandbox,
  whyNot,
  authenticatedAt,
  idempotencyKey,
  action,
  label,
}: {
  sandbox: { id: string; slug: string };
  whyNot: string | null;
  /** When this session proved who it is, in milliseconds. */
  authenticatedAt: number;
  idempotencyKey: string;
  action: FormAction;
  label: string;
}) {
  return (
    <WhileFresh
      what="Destroying a sandbox"
      authenticatedAt={authenticatedAt}
      signInHref={signInAgainHref(`/s/${sandbox.slug}/destroy`)}
    >
      <ActionForm action={action} idempotencyKey={idempotencyKey} hidden={{ sandboxId: sandbox.id }}>
        <TypedNameField slug={sandbox.slug} />
        <TextareaField
          name="reason"
          label="Reason"
          optional
          hint="Stands in the audit."
          rows={2}
          maxLength={1_000}
        />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" whyNot={whyNot}>
            {label}
          </SubmitButton>
          <LinkButton href={`/s/${sandbox.slug}`}>Keep it</LinkButton>
        </div>
      </ActionForm>
    </WhileFresh>
  );
}

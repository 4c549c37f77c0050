import type { ReactNode } from 'react';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { ActionFormProps } from '../../ui/form/action-form';
import { TypedNameField } from '../typed-name-field';

/** A decision about a copy: a line that unfolds into what it does and asks for the sandbox's name, typed. */
export function TypedDecision<Value>({
  summary,
  verb,
  isDanger = false,
  whyNot,
  slug,
  copyId,
  action,
  idempotencyKey,
  children,
}: Pick<ActionFormProps<Value>, 'action' | 'idempotencyKey'> & {
  summary: string;
  /** What the button says. */
  verb: string;
  isDanger?: boolean;
  whyNot: string | null;
  slug: string;
  copyId: string;
  children: ReactNode;
}) {
  return (
    <ActionDisclosure
      group="copies"
      summary={summary}
      whyNot={whyNot}
      action={action}
      idempotencyKey={idempotencyKey}
      hidden={{ copyId }}
    >
      <p className="text-sm text-muted text-pretty">{children}</p>
      <TypedNameField slug={slug} />
      <SubmitButton variant={isDanger ? 'danger' : 'primary'}>{verb}</SubmitButton>
    </ActionDisclosure>
  );
}

import Link from 'next/link';
import type { Repeatable } from '@/lib/scrub-plans/sign-off/find-repeatable';
import { SubmitButton } from '../../ui/actions/submit-button';
import { RelativeTime } from '../../ui/data/relative-time';
import { ActionForm, type FormAction } from '../../ui/form/action-form';

/** Another build under signatures that were given for several: nobody has to be asked again. */
export function RepeatForm({
  sandboxId,
  repeatable,
  whyNot,
  idempotencyKey,
  repeatBuildAction,
}: {
  sandboxId: string;
  repeatable: Repeatable;
  whyNot: string | null;
  idempotencyKey: string;
  repeatBuildAction: FormAction;
}) {
  const { requestId, number, buildsLeft, validUntil } = repeatable;
  return (
    <ActionForm action={repeatBuildAction} idempotencyKey={idempotencyKey} hidden={{ sandboxId }}>
      <p className="text-sm text-pretty">
        Compliance signed{' '}
        <Link href={`/requests/${requestId}`} className="text-accent-ink underline underline-offset-2">
          request #{number}
        </Link>{' '}
        for several builds. {buildsLeft === 1 ? 'One is' : `${buildsLeft} are`} left, to be begun until the
        signature runs out <RelativeTime at={validUntil} />, as long as the plan stays what it is. The copy is
        built at once, and proven like the first.
      </p>
      <div>
        <SubmitButton whyNot={whyNot}>Build a fresh copy now</SubmitButton>
      </div>
    </ActionForm>
  );
}

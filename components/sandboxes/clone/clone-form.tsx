import { type CloneMoment, cloneMomentLabels, cloneMoments } from '@/lib/sandboxes/clone/clone';
import { LinkButton } from '../../ui/actions/link-button';
import { SubmitButton } from '../../ui/actions/submit-button';
import { formatElapsed } from '../../ui/data/amount';
import { ActionForm, type FormAction } from '../../ui/form/action-form';
import { RadioCards } from '../../ui/form/radio-cards';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';
import { keysText, peopleText } from '../impact/impact-facts';
import { SandboxNameField } from '../sandbox-name-field';
import type { CloneTerms } from './clone-facts';

/** Asks what is cloned, what the clone is called, for how long and why. */
export function CloneForm({
  sandbox,
  terms,
  idempotencyKey,
  cloneSandboxAction,
}: {
  sandbox: { id: string; slug: string };
  terms: CloneTerms;
  idempotencyKey: string;
  cloneSandboxAction: FormAction;
}) {
  return (
    <ActionForm
      action={cloneSandboxAction}
      idempotencyKey={idempotencyKey}
      hidden={{ sandboxId: sandbox.id }}
    >
      <RadioCards
        name="moment"
        legend="What is cloned"
        defaultValue="delivered"
        cards={cloneMoments.map((value) => ({
          value,
          title: cloneMomentLabels[value].title,
          body: <MomentBody moment={value} terms={terms} />,
        }))}
      />
      <SandboxNameField label="Its name" defaultValue={terms.proposedSlug} />
      <TextField
        name="durationDays"
        label="For how many days"
        type="number"
        inputMode="numeric"
        min={1}
        defaultValue={String(terms.usualDays)}
        hint={`At most ${terms.daysLeft}: it ends no later than ${sandbox.slug}.`}
      />
      <TextareaField
        name="purpose"
        label="Reason"
        hint="What you need a second one for."
        rows={2}
        maxLength={4_000}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton whyNot={terms.objection}>Clone it</SubmitButton>
        <LinkButton href={`/s/${sandbox.slug}`}>Back</LinkButton>
      </div>
    </ActionForm>
  );
}

function MomentBody({ moment, terms }: { moment: CloneMoment; terms: CloneTerms }) {
  const { means } = cloneMomentLabels[moment];
  if (moment === 'delivered') return <span>{means}</span>;
  const { closed } = terms.expected;
  return (
    <>
      <span>{means}</span>
      <span>
        {closed
          ? `It is closed for about ${formatElapsed(closed.ms)}.`
          : 'How long that takes is not known yet.'}
      </span>
      <span>{keysText(terms.impact, 'Calls fail meanwhile and work again after it.')}</span>
      <span>{peopleText(terms.impact)}</span>
    </>
  );
}

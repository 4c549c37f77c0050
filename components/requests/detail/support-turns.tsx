import { isAboutLiving } from '@/lib/requests/kinds/request-kind';
import { offeredShapes, shapeLabels } from '@/lib/requests/request';
import { SubmitButton } from '../../ui/actions/submit-button';
import { ActionDisclosure } from '../../ui/form/action-disclosure';
import type { FormAction } from '../../ui/form/action-form';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { TextareaField } from '../../ui/form/textarea-field';
import type { Turns } from './turns';

/** What support may do with a request: approve as asked or otherwise, ask, decline. Each says why when it may not. */
export function SupportTurns({
  turns,
  keys,
  request,
  seedSets,
  successors,
  approveRequestAction,
  askQuestionAction,
  declineRequestAction,
}: Turns & {
  seedSets: readonly { name: string; title: string }[];
  /** Who may take the request over; null while its requester may sign in. */
  successors: readonly { id: string; name: string }[] | null;
  approveRequestAction: FormAction;
  askQuestionAction: FormAction;
  declineRequestAction: FormAction;
}) {
  const { whyNot, isOver } = turns;
  const shared = {
    whyNot,
    hideWhenOff: isOver,
    hidden: { requestId: request.id, version: request.version },
  };
  const successor = successors && <Successor former={request.requester.name} successors={successors} />;
  return (
    <>
      <ActionDisclosure
        {...shared}
        summary="Approve as asked"
        action={approveRequestAction}
        idempotencyKey={keys.approve}
        open
      >
        {successor}
        <TextareaField name="note" label="A word to the customer" optional rows={2} />
        <SubmitButton>Approve</SubmitButton>
      </ActionDisclosure>
      <ActionDisclosure
        {...shared}
        summary="Approve with changes"
        whyNot={isAboutLiving(request.kind) ? 'It takes over the sandbox’s terms.' : whyNot}
        action={approveRequestAction}
        idempotencyKey={keys.change}
        initialValues={{
          durationDays: String(request.durationDays),
          startsOn: request.startsOn ?? '',
          shape: request.shape,
          seedSetName: request.seedSetName ?? '',
        }}
      >
        <div className="grid grid-cols-2 gap-3">
          <TextField name="durationDays" label="Days" type="number" min={1} />
          <TextField name="startsOn" label="From" type="date" optional />
          <SelectField
            name="shape"
            label="Data"
            options={offeredShapes
              .filter((shape) => shape !== 'seeded' || seedSets.length > 0)
              .map((shape) => ({ value: shape, label: shapeLabels[shape].title }))}
          />
          <SelectField
            name="seedSetName"
            label="Seed set"
            optional
            empty="None"
            options={seedSets.map(({ name, title }) => ({ value: name, label: title }))}
          />
        </div>
        {successor}
        <TextareaField name="note" label="Why it differs from what they asked for" rows={2} />
        <SubmitButton>Approve with these changes</SubmitButton>
      </ActionDisclosure>
      <ActionDisclosure
        {...shared}
        summary="Ask the customer"
        action={askQuestionAction}
        idempotencyKey={keys.ask}
      >
        <TextareaField
          name="question"
          label="Your question"
          hint="It waits for them until they answer; that time is theirs, not yours."
          rows={3}
        />
        <SubmitButton>Ask</SubmitButton>
      </ActionDisclosure>
      <ActionDisclosure
        {...shared}
        summary="Decline"
        action={declineRequestAction}
        idempotencyKey={keys.decline}
      >
        <TextareaField
          name="reason"
          label="Reason"
          hint="The customer reads this, here and by mail."
          rows={3}
        />
        <SubmitButton variant="danger">Decline</SubmitButton>
      </ActionDisclosure>
    </>
  );
}

/** Asked for where nobody would hold what is built. */
function Successor({
  former,
  successors,
}: {
  former: string;
  successors: readonly { id: string; name: string }[];
}) {
  return (
    <SelectField
      name="successorId"
      label="Who takes it over"
      empty={successors.length > 0 ? 'Choose a person' : 'Nobody of this customer may sign in'}
      options={successors.map(({ id, name }) => ({ value: id, label: name }))}
      hint={`The account of ${former}, who asked for it, is disabled.`}
    />
  );
}

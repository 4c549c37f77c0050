import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { CheckboxField, FieldGroup } from '../ui/form/checkbox-field';
import { TextField } from '../ui/form/text-field';

type Choices = {
  zone: string | null;
  zoneOtherwise: string;
  mailsWarnings: boolean;
  mailsActivity: boolean;
};

/** What somebody gets by mail, and in which zone their morning is. */
export function MailChoices({
  choices,
  chooseMailsAction,
}: {
  choices: Choices;
  chooseMailsAction: FormAction;
}) {
  return (
    <ActionForm action={chooseMailsAction} done="Saved.">
      <TextField
        name="zone"
        label="Time zone"
        optional
        hint={`Such as Europe/Berlin. When it is left out: ${choices.zoneOtherwise}.`}
        defaultValue={choices.zone ?? ''}
        maxLength={64}
      />
      <FieldGroup
        name="mails"
        legend="By mail, once a day at 08:00"
        hint="What was done, and what waits for you, is always mailed at once."
      >
        <CheckboxField
          name="mails[]"
          value="warning"
          label="Warnings of what will happen"
          hint="Without them, a warning counts as given once you read it here, or after seven days."
          defaultChecked={choices.mailsWarnings}
        />
        <CheckboxField
          name="mails[]"
          value="activity"
          label="What others did"
          defaultChecked={choices.mailsActivity}
        />
      </FieldGroup>
      <SubmitButton>Save</SubmitButton>
    </ActionForm>
  );
}

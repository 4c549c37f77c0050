import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { SelectField } from '../ui/form/select-field';
import { Panel } from '../ui/page/panel';

/** In which zone a customer's working days are counted. */
export function ZonePanel({
  organizationId,
  zone,
  idempotencyKey,
  setZoneAction,
}: {
  organizationId: string;
  zone: string;
  idempotencyKey: string;
  setZoneAction: FormAction;
}) {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((each) => each !== 'UTC')];
  return (
    <Panel title="Working days">
      <ActionForm
        action={setZoneAction}
        idempotencyKey={idempotencyKey}
        hidden={{ organizationId }}
        done="The time zone is saved."
      >
        <SelectField
          name="zone"
          label="Time zone"
          hint="Nothing of theirs is taken on a weekend or a closed day there."
          options={zones.map((each) => ({ value: each, label: each.replaceAll('_', ' ') }))}
          defaultValue={zone}
        />
        <SubmitButton variant="secondary">Save</SubmitButton>
      </ActionForm>
    </Panel>
  );
}

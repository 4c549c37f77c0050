import type { DataClass, DormancyValues, PolicyDocument } from '@/lib/policies/policy';
import { dataClasses } from '@/lib/policies/policy';
import { otherwise, rowFields } from '@/lib/policies/policy-form';
import { SubmitButton } from '../ui/actions/submit-button';
import { ActionForm, type FormAction } from '../ui/form/action-form';
import { CheckboxField } from '../ui/form/checkbox-field';
import { TextField } from '../ui/form/text-field';
import { TextareaField } from '../ui/form/textarea-field';
import { PatienceFields } from './patience-fields';

type Subscription = { id: string; name: string };

const fields = [
  ['first', 'First warning'],
  ['second', 'Second'],
  ['last', 'Last'],
  ['suspend', 'Suspended'],
  ['retire', 'Retired'],
  ['drop', 'Dropped'],
] as const;

/** The whole policy as a form: after how many days without use, by subscription and by what a sandbox holds, and the closed days. */
export function PolicyForm({
  document,
  subscriptions,
  idempotencyKey,
  proposePolicyAction,
}: {
  document: PolicyDocument;
  subscriptions: readonly Subscription[];
  idempotencyKey: string;
  proposePolicyAction: FormAction;
}) {
  const groups = [...subscriptions, { id: otherwise, name: 'Every other subscription' }];
  const classes = Object.keys(dataClasses) as DataClass[];
  return (
    <ActionForm action={proposePolicyAction} idempotencyKey={idempotencyKey}>
      <p className="text-sm text-muted">
        Days without use. Nothing is taken before its warnings were received, on a weekend or closed day of
        the customer, or within seven days of saving.
      </p>
      {groups.map((group, at) => (
        <fieldset key={group.id} className="flex flex-col gap-3 border-t border-line pt-3">
          <legend className="float-left mb-1 font-medium">{group.name}</legend>
          {classes.map((dataClass, of) => (
            <ClassRow
              key={dataClass}
              name={`rows.${at * classes.length + of}`}
              subscription={group}
              dataClass={dataClass}
              values={(document.dormancy[group.id] ?? document.otherwise)[dataClass]}
            />
          ))}
        </fieldset>
      ))}
      <PatienceFields patience={document.patience} />
      <TextareaField
        name="closedDays"
        label="Closed days"
        hint="One a line, as 2026-12-25. Nothing is taken on these days, in the zone of each customer."
        optional
        rows={4}
        defaultValue={document.closedDays.join('\n')}
      />
      <SubmitButton>Show what it would change</SubmitButton>
    </ActionForm>
  );
}

function ClassRow({
  name,
  subscription,
  dataClass,
  values,
}: {
  name: string;
  subscription: Subscription;
  dataClass: DataClass;
  values: DormancyValues | null;
}) {
  const shown = rowFields(values);
  const { title } = dataClasses[dataClass];
  return (
    <div className="flex flex-col gap-2">
      <input type="hidden" name={`${name}.subscriptionId`} value={subscription.id} />
      <input type="hidden" name={`${name}.dataClass`} value={dataClass} />
      <CheckboxField name={`${name}.acts`} value="on" defaultChecked={values !== null} label={title} />
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
        {fields.map(([field, label]) => (
          <TextField
            key={field}
            name={`${name}.${field}`}
            label={label}
            type="number"
            inputMode="numeric"
            min={1}
            aria-label={`${subscription.name}, ${title}: ${label}, days`}
            defaultValue={shown[field]}
          />
        ))}
      </div>
    </div>
  );
}

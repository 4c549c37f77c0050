'use client';

import { earlyFeatures, mostDays } from '@/lib/requests/request';
import { CheckboxField, FieldGroup } from '../../ui/form/checkbox-field';
import { TextField } from '../../ui/form/text-field';
import { featureLabels } from './labels';

/** How long, from when, and what out of the ordinary is planned with it. */
export function StayFields({ maximumDays }: { maximumDays: number }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="durationDays"
          label="For how many days"
          type="number"
          min={1}
          max={mostDays}
          inputMode="numeric"
          hint={`Up to ${maximumDays} days are in the subscription; longer needs support.`}
        />
        <TextField
          name="startsOn"
          label="From"
          type="date"
          optional
          hint="Left empty, it is built at once."
        />
      </div>
      <div className="group/load flex flex-col gap-3">
        <CheckboxField
          name="plansLoadTest"
          value="yes"
          label="A load test is planned"
          hint="Support fits it in with other tenants and raises the limits for its time."
        />
        <div className="hidden gap-4 group-has-[[name=plansLoadTest]:checked]/load:grid sm:grid-cols-3">
          <TextField
            name="loadTest.requestsPerSecond"
            label="Requests per second"
            type="number"
            min={1}
            max={10_000}
            inputMode="numeric"
          />
          <TextField name="loadTest.from" label="First day" type="date" />
          <TextField name="loadTest.until" label="Last day" type="date" />
        </div>
      </div>
      <FieldGroup
        name="features"
        legend="Early features"
        hint="Switched on by support, for this sandbox only."
      >
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {earlyFeatures.map((feature) => (
            <CheckboxField key={feature} name="features[]" value={feature} label={featureLabels[feature]} />
          ))}
        </div>
      </FieldGroup>
    </div>
  );
}

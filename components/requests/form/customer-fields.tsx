'use client';

import { FormSection } from '../../ui/form/form-section';
import { SelectField } from '../../ui/form/select-field';

type Choice = { id: string; label: string };

/**
 * Whose production tenant the sandbox stands beside and, where support files, for whom. With nothing to choose there is
 * nothing to see.
 */
export function CustomerFields({ tenants, requesters }: { tenants: Choice[]; requesters?: Choice[] }) {
  const [only] = tenants;
  const hasChoice = tenants.length > 1 || requesters !== undefined;
  if (!hasChoice) return only ? <input type="hidden" name="tenantId" value={only.id} /> : null;
  const toOptions = (choices: Choice[]) => choices.map(({ id, label }) => ({ value: id, label }));
  return (
    <FormSection title="For whom">
      <div className="grid gap-4 sm:grid-cols-2">
        {requesters && (
          <SelectField
            name="requesterId"
            label="Asked for by"
            empty="Choose a person"
            options={toOptions(requesters)}
            hint="They are told of every turn, and it counts as their request."
          />
        )}
        <SelectField name="tenantId" label="Production tenant" options={toOptions(tenants)} />
      </div>
    </FormSection>
  );
}
